import { environmentOf } from "./start.ts";
import { startTool } from "./tool.ts";

/** Where the monolith listens and is measured, counted from the gateway's port. */
export const MONOLITH = { port: 6, metricsPort: 16 };

/**
 * Starts the three domains in one process, on the databases of the comparison's own system, beside it.
 * @throws Error with what it printed when it ends before it serves
 */
export async function startMonolith(portBase: number): Promise<AsyncDisposable & { readonly pid: number | undefined }> {
  const monolith = startTool(["tools/run.mjs", "monolith"], environmentOf(portBase));
  if (!(await monolith.prints("Ctrl-C stops it")))
    throw new Error(`the monolith did not start:\n${monolith.printed()}`);
  return { pid: monolith.process.pid, [Symbol.asyncDispose]: () => monolith[Symbol.asyncDispose]() };
}
