import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";

export interface ProcessSpec {
  readonly name: string;
  /** The program, a path that Node can run, seen from `directory`. */
  readonly program: string;
  readonly arguments?: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
  /** Where its log goes. Complaints on standard error are kept too, for whoever asks why it ended. */
  readonly logFile: string;
}

/** How a process ended, and what it last said on standard error. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly complaints: string;
}

export interface RunningProcess {
  readonly name: string;
  readonly pid: number | undefined;
  /** Resolves when the process says that it serves. @throws EndedError with its complaints when it ends before */
  readonly serving: Promise<void>;
  readonly ended: Promise<Ending>;
  /** Asks it to drain and end; kills it when it has not after a while. */
  stop(): Promise<void>;
}

/** A process that ended before it served. The message is what it said itself, where it said anything. */
export class EndedError extends Error {
  override readonly name = "EndedError";
}

/** Milliseconds that a process has to end. Its own drain takes twelve seconds at most: this is for one that hangs. */
export const ENDS_WITHIN_MS = 15_000;
const COMPLAINTS_KEPT = 4_000;

/**
 * Starts a Node program of this system. It runs in a process group of its own, so that Ctrl-C reaches us alone and we
 * say who stops when; when we are gone ourselves, it sees its channel to us close and ends.
 */
export function startProcess(spec: ProcessSpec): RunningProcess {
  mkdirSync(dirname(spec.logFile), { recursive: true });
  const log = openSync(spec.logFile, "a");
  const child = spawn(process.execPath, [spec.program, ...(spec.arguments ?? [])], {
    cwd: spec.directory,
    env: { ...spec.environment },
    stdio: ["ignore", log, "pipe", "ipc"],
    detached: true,
  });
  // The child has it now.
  closeSync(log);
  const complaints = collect(child);
  const ended = ending(child, complaints);
  return {
    name: spec.name,
    pid: child.pid,
    serving: serving(child, spec.name, ended),
    ended,
    stop: () => stop(child, ended),
  };
}

function collect(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text = (text + chunk).slice(-COMPLAINTS_KEPT);
  });
  return () => text.trim();
}

async function ending(child: ChildProcess, complaints: () => string): Promise<Ending> {
  const [code, signal] = await once(child, "close").catch((error: Error) => [null, null, error] as const);
  return { code, signal, complaints: complaints() };
}

async function serving(child: ChildProcess, name: string, ended: Promise<Ending>): Promise<void> {
  const said = new Promise<void>((resolve) => child.on("message", (message) => message === "ready" && resolve()));
  const result = await Promise.race([said, ended]);
  if (result) throw new EndedError(result.complaints || `${name} ended with ${result.signal ?? `code ${result.code}`}`);
}

async function stop(child: ChildProcess, ended: Promise<Ending>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), ENDS_WITHIN_MS);
  await ended;
  clearTimeout(timer);
}
