import type { ChildProcess } from "node:child_process";
import { on } from "node:events";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Stopped } from "../stopped.ts";
import { fixedTokens, peopleKey, type Tokens } from "./tokens.ts";
import { CHECKOUT, startTool } from "./tool.ts";

/** Beside the one that a person runs, in this checkout. */
export const DATA_DIRECTORY = ".data/compare";
/** How its gateway is configured. */
export const CONFIGURATION = "comparison/gateway.yaml";

/** What stops a service's clock. */
const STANDING_CLOCK = import.meta.resolve("./standing-clock.ts");

export interface System extends AsyncDisposable {
  readonly portBase: number;
  /** Signs in those who ask for screens. */
  signIn(): Promise<Tokens>;
  /** The process that started all others; undefined for a system that ran already. */
  readonly pid: number | undefined;
  /** Ends a service as if it had failed, and starts it again when that is disposed of. */
  stopService(name: string): Promise<AsyncDisposable>;
  /** Starts another program in the REST edge's place, until that is disposed of. */
  deployEdge(program: string): Promise<AsyncDisposable>;
}

/** Stands in the data directory while the databases are not as they were seeded. */
const CHANGED = join(CHECKOUT, DATA_DIRECTORY, "changed");

export interface SystemOptions {
  readonly portBase: number;
  /** Whether what is measured changes data: then the next run fills the databases anew. */
  readonly changes: boolean;
  /** What runs the gateway's operations; its own unless given. */
  readonly engine?: string | undefined;
  /** Gives up while it starts. */
  readonly signal: AbortSignal;
}

/**
 * Starts a system of the comparison's own: the databases of size M, kept from run to run.
 * @throws Stopped when it is given up; Error with what it printed when it ends before it is ready
 */
export async function startSystem({ portBase, changes, engine, signal }: SystemOptions): Promise<System> {
  const environment = {
    ...environmentOf(portBase),
    TLS: "on",
    // The stock engine has no limits.
    ...(engine === undefined ? { CONFIG: CONFIGURATION } : { ENGINE: engine }),
  };
  await fillDatabases(environment, signal);
  keepPeopleKey();
  if (changes) writeFileSync(CHANGED, "");
  const system = startTool(["tools/run.mjs", "start"], environment);
  const stop = () => void system[Symbol.asyncDispose]();
  signal.addEventListener("abort", stop, { once: true });
  const isReady = await system.prints("Ctrl-C stops everything");
  signal.removeEventListener("abort", stop);
  if (signal.aborted) {
    await system[Symbol.asyncDispose]();
    throw new Stopped();
  }
  if (!isReady) throw new Error(`the system did not start:\n${system.printed()}`);
  return {
    portBase,
    pid: system.process.pid,
    signIn: fixedTokens,
    async stopService(name) {
      await order(system.process, { do: "end", process: name });
      return { [Symbol.asyncDispose]: () => order(system.process, { do: "restart", process: name }) };
    },
    async deployEdge(program) {
      await order(system.process, { do: "restart", process: "rest", program });
      return { [Symbol.asyncDispose]: () => order(system.process, { do: "restart", process: "rest" }) };
    },
    [Symbol.asyncDispose]: () => system[Symbol.asyncDispose](),
  };
}

/** What those tools are told that run processes of the comparison's own system: services, whose clock stands, and databases. */
export const environmentOf = (portBase: number): NodeJS.ProcessEnv => ({
  ...process.env,
  DATA_DIRECTORY,
  PORT_BASE: String(portBase),
  SQL_COUNTS: "on",
  // The tools themselves wait for the database until a time.
  SERVICES_NODE_OPTIONS: `--import ${STANDING_CLOCK}`,
});

/** Where the system looks for it: it would make one of its own. */
function keepPeopleKey(): void {
  const file = join(CHECKOUT, DATA_DIRECTORY, "keys/people.json");
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(peopleKey()), { mode: 0o600 });
}

/** Fills them anew when what is in them is not what was seeded, or when filling them was broken off. */
async function fillDatabases(environment: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw new Stopped();
  const anew = existsSync(CHANGED) ? ["--replace"] : [];
  mkdirSync(dirname(CHANGED), { recursive: true });
  writeFileSync(CHANGED, "");
  const seeding = startTool(["tools/run.mjs", "seed", "--size", "M", ...anew], environment);
  const stop = () => void seeding[Symbol.asyncDispose]();
  signal.addEventListener("abort", stop, { once: true });
  const code = await seeding.ended;
  signal.removeEventListener("abort", stop);
  if (signal.aborted) throw new Stopped();
  // Databases that are filled are what a run before left.
  if (code !== 0 && !/not empty/.test(seeding.printed()))
    throw new Error(`the databases cannot be filled:\n${seeding.printed()}`);
  rmSync(CHANGED, { force: true });
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
