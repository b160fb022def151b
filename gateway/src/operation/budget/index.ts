export { type BudgetOptions, type Charge, type ClientBudgets, createClientBudgets } from "./budget.ts";
export { type BudgetStore, createMemoryStore, type MemoryStoreOptions, type Taken } from "./store.ts";
