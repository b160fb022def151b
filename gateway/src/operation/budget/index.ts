export { type Charge, type ClientBudgets, createClientBudgets } from "./budget.ts";
export { loadBudgetStore } from "./module.ts";
export { type BudgetStore, createMemoryStore } from "./store.ts";
