import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isFree } from "../../tools/system/ports.ts";

export const checkout = fileURLToPath(new URL("../..", import.meta.url));

/** A system started as a person starts it, in a data directory and on ports of its own. */
export interface StartedSystem extends AsyncDisposable {
  readonly gateway: string;
  readonly portBase: number;
  readonly directory: string;
  /** Of the process that a person would stop. */
  readonly pid: number;
  /** All that it has printed so far. */
  output(): string;
  /** Sends what Ctrl-C sends and waits for the end; gives the exit code. */
  stop(): Promise<number | null>;
}

/**
 * Runs `npm start` until it says that it is ready.
 * @param options.directory an earlier system's data directory, to start on its data
 * @throws Error with what it printed when it ends before it is ready
 */
export async function startSystem(
  options: { directory?: string; environment?: Record<string, string> } = {},
): Promise<StartedSystem> {
  // With what a path may have in it, and programs stumble over.
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), "threefold für mich-"));
  const portBase = await freePortBase();
  // With a channel, the system ends when this process does, in whatever way.
  const environment = { DATA_DIRECTORY: directory, PORT_BASE: String(portBase), ...options.environment };
  const started = runTool("start", environment, [], "ipc");
  await started.printed("Ctrl-C stops everything");
  const stop = async () => {
    started.child.kill("SIGINT");
    return started.ended;
  };
  return {
    gateway: `http://127.0.0.1:${portBase}`,
    portBase,
    directory,
    pid: started.child.pid ?? 0,
    output: started.output,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await runTool("reset", { DATA_DIRECTORY: directory }).ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export interface RunningTool {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
  /** Resolves when the tool has printed a text. @throws Error with all that it printed when it ends without */
  printed(text: string): Promise<void>;
}

/** Runs one of the checkout's tools, as the npm scripts do, with nothing of the tests' own environment but the path. */
export function runTool(
  name: string,
  environment: Record<string, string> = {},
  args: readonly string[] = [],
  channel: "ipc" | "ignore" = "ignore",
): RunningTool {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, ["tools/run.mjs", name, ...args], {
    cwd: checkout,
    env: { PATH, HOME, ...environment },
    stdio: ["ignore", "pipe", "pipe", channel],
  });
  let text = "";
  const more = new EventTarget();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      more.dispatchEvent(new Event("printed"));
    });
  }
  const ended = once(child, "close").then(([code]) => code as number | null);
  const printed = async (wanted: string) => {
    const found = new Promise<void>((resolve) => {
      const look = () => text.includes(wanted) && resolve();
      more.addEventListener("printed", look);
      look();
    });
    const code = await Promise.race([found.then(() => undefined), ended]);
    if (code !== undefined && !text.includes(wanted)) throw new Error(`npm run ${name} ended with ${code}:\n${text}`);
  };
  return { child, ended, output: () => text, printed };
}

/** A base from which all of the system's ports are free, below those that embedded servers and outgoing connections take. */
export async function freePortBase(): Promise<number> {
  for (;;) {
    const base = 10_000 + Math.floor(Math.random() * 240) * 40;
    const offsets = [0, 1, 2, 3, 4, 6, 10, 11, 12, 13, 14, 16];
    if ((await Promise.all(offsets.map((offset) => isFree(base + offset)))).every(Boolean)) return base;
  }
}
