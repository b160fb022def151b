import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const BIN = fileURLToPath(new URL("../../bin/threefold-gateway.js", import.meta.url));

export type LogLine = Readonly<Record<string, unknown>>;

export interface RunningProgram extends AsyncDisposable {
  /** What it has logged so far. */
  readonly log: readonly LogLine[];
  /** Resolves with the first log line with this message, already written or yet to come; throws if it ends before. */
  logged(message: string): Promise<LogLine>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string; stdout: string }>;
}

/**
 * Runs the real program, with nothing of this process's environment but what Node needs.
 * @param node by which it runs, unless it is this process's own, and where the program is installed
 */
export function runProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  nodeArguments: readonly string[] = [],
  { node = process.execPath, bin = BIN }: { readonly node?: string; readonly bin?: string } = {},
): RunningProgram {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  const child = spawn(node, [...nodeArguments, bin, ...args], {
    env: { PATH, NODE_COMPILE_CACHE, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log: LogLine[] = [];
  const waiting = new Set<() => void>();
  let [stdout, stderr] = ["", ""];
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  createInterface(child.stdout).on("line", (line) => {
    stdout += `${line}\n`;
    if (line.startsWith("{")) log.push(JSON.parse(line));
    for (const look of waiting) look();
  });
  const ended = once(child, "close").then(([code, signal]) => ({ code, signal, stderr, stdout }));
  return {
    log,
    ended,
    kill: (signal) => child.kill(signal),
    logged(message) {
      const { promise, resolve, reject } = Promise.withResolvers<LogLine>();
      const look = () => {
        const line = log.find(({ msg }) => msg === message);
        if (line) resolve(line);
      };
      waiting.add(look);
      look();
      ended.then(() => reject(new Error(`it ended before it logged ${JSON.stringify(message)}: ${stderr}${stdout}`)));
      return promise.finally(() => waiting.delete(look));
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}
