import { constants } from "node:os";
import { ConfigurationError } from "@threefold/configuration";
import closeWithGrace from "close-with-grace";

/** A start that failed for a reason the person at the keyboard can mend: told in one line, without a stack. */
export class StartError extends Error {
  override readonly name = "StartError";
}

const DRAIN_MS = 10_000;
const FAILED_MS = 1_000;

/** A program that runs. */
export interface Running {
  /** Lets what is under way come to its end, and stops. */
  close(): Promise<void>;
  /** Milliseconds that closing may take, after which the process ends with exit code 1; ten seconds unless given. */
  readonly closesWithin?: number;
}

/**
 * Runs a process from its start to its end. `start` gives what closes it; SIGINT, SIGTERM and uncaught errors call that
 * once and wait for it. A {@link StartError} or a wrong configuration is printed, a line each, and the exit code is 1:
 * a second later at the latest, whatever the start had begun by then.
 * A parent that started this process with an IPC channel is told `ready`, and the process ends when that channel closes, also
 * before it has started, unless somebody else listens to that.
 */
export async function runProgram(name: string, start: () => Promise<Running>): Promise<void> {
  const untilStarted = endUntilStarted(name);
  try {
    const running = await start();
    const grace = closeWithGrace({ delay: running.closesWithin ?? DRAIN_MS, logger: false }, async ({ err }) => {
      if (err) process.stderr.write(`${name}: ${err.stack ?? err.message}\n`);
      await running.close().catch((error: unknown) => {
        process.stderr.write(complaint(name, error));
        throw error;
      });
    });
    untilStarted.stop();
    process.once("disconnect", () => void grace.close());
    tellParent("ready");
  } catch (error) {
    untilStarted.stop();
    process.stderr.write(complaint(name, error));
    process.exitCode = 1;
    if (process.connected) process.disconnect();
    // What keeps the process alive (a pool, a timer of a module that it loaded) would keep it from being started anew.
    setTimeout(() => process.exit(), FAILED_MS).unref();
  }
}

/** Tells the program that started this one, where it did so with an IPC channel. It may have ended by now. */
export function tellParent(message: string | object): void {
  process.send?.(message, undefined, undefined, () => {});
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/**
 * Ends this process at a signal until it has started, unless somebody else listens to it. Else the first process of a container,
 * which the kernel spares signals that it does not listen to, would start and serve although it was told to end. So it ends
 * when its parent does, which else would be told `ready` where nobody is.
 */
function endUntilStarted(name: string): { stop(): void } {
  const end = (signal: (typeof SIGNALS)[number]) => {
    if (process.listenerCount(signal) > 1) return;
    process.off(signal, end);
    // As if nobody had listened, for whoever looks at how it ended.
    process.kill(process.pid, signal);
    process.exit(128 + constants.signals[signal]);
  };
  const abandon = () => {
    if (process.listenerCount("disconnect") > 1) return;
    process.stderr.write(`${name}: the process that started it has ended, and so does this one\n`);
    process.exit(1);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  process.on("disconnect", abandon);
  return {
    stop() {
      for (const signal of SIGNALS) process.off(signal, end);
      process.off("disconnect", abandon);
    },
  };
}

/**
 * For a program that is configured by variables alone: an option that did nothing would be believed.
 * @throws StartError naming the first argument
 */
export function refuseArguments(): void {
  const [first] = process.argv.slice(2);
  if (first !== undefined) throw new StartError(`${first} does nothing here: variables say how this is configured`);
}

/** What a program prints of an error: a line for each thing that a person can mend, and a stack for what nobody expected. */
export function complaint(name: string, error: unknown): string {
  if (error instanceof ConfigurationError) return error.problems.map((problem) => `${name}: ${problem}\n`).join("");
  if (error instanceof StartError) return `${name}: ${error.message}\n`;
  return `${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`;
}
