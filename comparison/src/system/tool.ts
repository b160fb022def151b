import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const CHECKOUT = fileURLToPath(new URL("../../..", import.meta.url));

/** A tool of this repository that runs. */
export interface Tool extends AsyncDisposable {
  readonly process: ChildProcess;
  /** What it has printed so far. */
  printed(): string;
  /** Resolves when it has printed this, or with false when it has ended before. */
  prints(text: string): Promise<boolean>;
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number | null>;
}

/**
 * Starts a tool in a process group of its own, so that a terminal's ctrl-C reaches this process alone: it ends the tool in its turn,
 * when what is under way has been told. The tool ends by itself when this process is gone.
 * @param command a program and its arguments, for Node
 */
export function startTool(command: readonly string[], environment: NodeJS.ProcessEnv): Tool {
  const child = spawn(process.execPath, command, {
    cwd: CHECKOUT,
    env: environment,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  const told = new EventTarget();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      told.dispatchEvent(new Event("printed"));
    });
  }
  const ended = once(child, "close").then(([code]) => code as number | null);
  return {
    process: child,
    printed: () => output,
    async prints(text) {
      for (let hasEnded = false; !output.includes(text); ) {
        if (hasEnded) return false;
        hasEnded = await Promise.race([once(told, "printed").then(() => false), ended.then(() => true)]);
      }
      return true;
    },
    ended,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
      await ended;
    },
  };
}
