export { type Charge, type ClientBudgets, createClientBudgets } from "./budget.ts";
export { type BudgetStore, createMemoryStore } from "./store.ts";
