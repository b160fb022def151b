import { pathToFileURL } from "node:url";
import { StartError } from "@threefold/http-server";
import type { BudgetStore } from "./store.ts";

/**
 * The store that a module of somebody else's has as its default export.
 * @param path of JavaScript that Node can import
 * @throws StartError when it cannot be loaded, or exports something else
 */
export async function loadBudgetStore(path: string): Promise<BudgetStore> {
  const { default: store }: { readonly default?: unknown } = await import(pathToFileURL(path).href).catch((error) => {
    throw new StartError(`cost.store: ${path} cannot be loaded: ${firstLineOf(error)}`);
  });
  if (isBudgetStore(store)) return store;
  throw new StartError(`cost.store: ${path} has no budget store as its default export: an object with take and shift`);
}

const isBudgetStore = (value: unknown): value is BudgetStore =>
  typeof value === "object" &&
  value !== null &&
  "take" in value &&
  typeof value.take === "function" &&
  "shift" in value &&
  typeof value.shift === "function" &&
  (!("close" in value) || typeof value.close === "function");

const firstLineOf = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split("\n")[0] ?? "";
