import { type ChildProcess, spawn } from "node:child_process";
import { on, once } from "node:events";
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
  /** Ends a service as if it had failed, and starts it again when that is disposed of. */
  stopService(name: string): Promise<AsyncDisposable>;
  /** Starts another program in the REST edge's place, until that is disposed of. */
  deployEdge(program: string): Promise<AsyncDisposable>;
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
  const run = (tool: string, args: readonly string[] = [], ...more: "ipc"[]) =>
    spawn(process.execPath, ["tools/run.mjs", tool, ...args], {
      cwd: CHECKOUT,
      env: environment,
      stdio: ["ignore", "pipe", "pipe", ...more],
    });
  const seeding = run("seed", ["--size", "M", ...(existsSync(CHANGED) ? ["--replace"] : [])]);
  const [said, [code]] = await Promise.all([textOf(seeding.stderr), once(seeding, "close")]);
  // Databases that are filled are what a run before left.
  if (code !== 0 && !/not empty/.test(said)) throw new Error(`the databases cannot be filled:\n${said}`);
  rmSync(CHANGED, { force: true });
  if (changes) writeFileSync(CHANGED, "");
  const system = run("start", [], "ipc");
  let output = "";
  const ready = new Promise<boolean>((resolve) => {
    for (const stream of [system.stdout, system.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
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
    async stopService(name) {
      await order(system, { do: "end", process: name });
      return { [Symbol.asyncDispose]: () => order(system, { do: "restart", process: name }) };
    },
    async deployEdge(program) {
      await order(system, { do: "restart", process: "rest", program });
      return { [Symbol.asyncDispose]: () => order(system, { do: "restart", process: "rest" }) };
    },
    async [Symbol.asyncDispose]() {
      if (system.exitCode !== null) return;
      system.kill("SIGINT");
      await once(system, "close");
    },
  };
}

interface Wish {
  readonly do: "end" | "restart";
  readonly process: string;
  readonly program?: string;
}

/** Has `npm start` do something with one of its processes (tools/system/obey.ts), and waits until it is done. */
async function order(system: ChildProcess, wish: Wish): Promise<void> {
  const answers = on(system, "message", { close: ["exit"] }) as AsyncIterable<
    [typeof wish & { readonly error?: string }]
  >;
  system.send(wish);
  for await (const [answer] of answers) {
    if (answer.do !== wish.do || answer.process !== wish.process) continue;
    if (answer.error === undefined) return;
    throw new Error(`${wish.process} could not ${wish.do}: ${answer.error}`);
  }
  throw new Error(`the system ended before ${wish.process} could ${wish.do}`);
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = "";
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}
