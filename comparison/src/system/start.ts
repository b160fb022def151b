import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const CHECKOUT = fileURLToPath(new URL("../../..", import.meta.url));
/** Beside the one that a person runs, in this checkout. */
export const DATA_DIRECTORY = ".data/compare";

export interface System extends AsyncDisposable {
  readonly portBase: number;
  /** The process that started all others; undefined for a system that ran already. */
  readonly pid: number | undefined;
}

/** Stands in the data directory while the databases are not as they were seeded. */
const CHANGED = join(CHECKOUT, DATA_DIRECTORY, "changed");

/**
 * Starts a system of the comparison's own: the databases of size M, kept from run to run.
 * @param changes whether what is measured changes data: then the next run fills the databases anew
 * @param engine what runs the gateway's operations; its own unless given
 * @throws Error with what it printed when it ends before it is ready
 */
export async function startSystem(portBase: number, changes: boolean, engine?: string): Promise<System> {
  const environment = {
    ...process.env,
    DATA_DIRECTORY,
    PORT_BASE: String(portBase),
    TLS: "on",
    ...(engine !== undefined && { ENGINE: engine }),
  };
  const run = (tool: string, args: readonly string[] = []) =>
    spawn(process.execPath, ["tools/run.mjs", tool, ...args], { cwd: CHECKOUT, env: environment });
  const seeding = run("seed", ["--size", "M", ...(existsSync(CHANGED) ? ["--replace"] : [])]);
  const [said, [code]] = await Promise.all([textOf(seeding.stderr), once(seeding, "close")]);
  // Databases that are filled are what a run before left.
  if (code !== 0 && !/not empty/.test(said)) throw new Error(`the databases cannot be filled:\n${said}`);
  rmSync(CHANGED, { force: true });
  if (changes) writeFileSync(CHANGED, "");
  const system = run("start");
  let output = "";
  const ready = new Promise<boolean>((resolve) => {
    for (const stream of [system.stdout, system.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        if (output.includes("Ctrl-C stops everything")) resolve(true);
      });
    }
    system.once("close", () => resolve(false));
  });
  if (!(await ready)) throw new Error(`the system did not start:\n${output}`);
  return {
    portBase,
    pid: system.pid,
    async [Symbol.asyncDispose]() {
      if (system.exitCode !== null) return;
      system.kill("SIGINT");
      await once(system, "close");
    },
  };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}
