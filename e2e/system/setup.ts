import type { TestProject } from "vitest/node";
import { startSystem } from "./running.ts";

declare module "vitest" {
  export interface ProvidedContext {
    system: { gateway: string; portBase: number; directory: string };
  }
}

/** Vitest's global setup for the scenarios: one whole system, started as a person starts it, that all of them use. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const system = await startSystem({ environment: { SQL_COUNTS: "on" } });
  const { gateway, portBase, directory } = system;
  project.provide("system", { gateway, portBase, directory });
  return async () => system[Symbol.asyncDispose]();
}
