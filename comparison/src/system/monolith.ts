import { spawn } from "node:child_process";
import { once } from "node:events";
import { CHECKOUT, DATA_DIRECTORY } from "./start.ts";

/** Where the monolith listens and is measured, counted from the gateway's port. */
export const MONOLITH = { port: 6, metricsPort: 16 };

/**
 * Starts the three domains in one process, on the databases of the comparison's own system, beside it.
 * @throws Error with what it printed when it ends before it serves
 */
export async function startMonolith(portBase: number): Promise<AsyncDisposable & { readonly pid: number | undefined }> {
  const environment = { ...process.env, DATA_DIRECTORY, PORT_BASE: String(portBase) };
  const monolith = spawn(process.execPath, ["tools/run.mjs", "monolith"], { cwd: CHECKOUT, env: environment });
  let output = "";
  const serves = new Promise<boolean>((resolve) => {
    for (const stream of [monolith.stdout, monolith.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (output.includes("Ctrl-C stops it")) resolve(true);
      });
    }
    monolith.once("close", () => resolve(false));
  });
  if (!(await serves)) throw new Error(`the monolith did not start:\n${output}`);
  return {
    pid: monolith.pid,
    async [Symbol.asyncDispose]() {
      if (monolith.exitCode !== null) return;
      monolith.kill("SIGINT");
      await once(monolith, "close");
    },
  };
}
