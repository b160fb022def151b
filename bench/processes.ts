import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";

/** A process that is measured from outside. */
export interface Measured extends AsyncDisposable {
  readonly pid: number;
  /** Microseconds of CPU that it and its threads have had. */
  cpuMicros(): number;
  /** Bytes of memory that it holds. */
  residentBytes(): number;
  /** It gets no CPU until it is resumed. */
  pause(): void;
  resume(): void;
}

/** Puts this very process on some cores, with all its threads. */
export function pinTo(cores: string): void {
  spawnSync("taskset", ["-a", "-p", "-c", cores, String(process.pid)]);
}

/** Linux ends it when this process does, in whatever way: a benchmark that is killed leaves no server on its port. */
const UNTIL_WE_END = ["--pdeathsig", "KILL"];

export interface StartOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A file that gets what it prints. */
  readonly log?: string;
  /** Resolves when it serves. */
  readonly ready: (child: ChildProcess) => Promise<unknown>;
}

/**
 * Starts a program on some cores, in a process group of its own.
 * @throws Error with what it printed when it ends before it is ready
 */
export async function startOn(cores: string, command: readonly string[], options: StartOptions): Promise<Measured> {
  const log = options.log === undefined ? undefined : openSync(options.log, "w");
  const child = spawn("setpriv", [...UNTIL_WE_END, "taskset", "-c", cores, ...command], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", log ?? "pipe", "pipe", "ipc"],
    detached: true,
  });
  if (log !== undefined) closeSync(log);
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed = (printed + text).slice(-4_000);
    });
  }
  const ended = once(child, "close").then(() => {
    throw new Error(`${command.join(" ")} ended:\n${printed}`);
  });
  ended.catch(() => {});
  const { pid = 0 } = child;
  const signal = (name: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-pid, name);
  };
  const stop = async () => {
    signal("SIGKILL");
    await ended.catch(() => {});
  };
  try {
    await Promise.race([options.ready(child), ended]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    pid,
    cpuMicros: () => sum(groupOf(pid), cpuMicrosOf),
    residentBytes: () => sum(groupOf(pid), residentBytesOf),
    pause: () => signal("SIGSTOP"),
    resume: () => signal("SIGCONT"),
    [Symbol.asyncDispose]: stop,
  };
}

/** Asks again and again until a server answers, for half a minute at most. */
export async function untilAnswers(url: string, credentials: Readonly<Record<string, string>> = {}): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const body = JSON.stringify({ query: "{ __typename }" });
    const headers = { "content-type": "application/json", ...credentials };
    const response = await fetch(url, { method: "POST", headers, body }).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.ok) return;
    await wait(100);
  }
  throw new Error(`nothing answers at ${url}`);
}

const sum = (pids: readonly number[], of: (pid: number) => number) => pids.reduce((total, pid) => total + of(pid), 0);

/** The processes of a group: a program may be started by another. */
function groupOf(leader: number): readonly number[] {
  const { stdout } = spawnSync("ps", ["-o", "pid=", "-g", String(leader)], { encoding: "utf8" });
  const pids = stdout.split("\n").map(Number).filter(Boolean);
  return pids.length === 0 ? [leader] : pids;
}

/** Linux counts in hundredths of a second (proc(5), fields 14 and 15 of stat). */
function cpuMicrosOf(pid: number): number {
  const fields = read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10_000;
}

function residentBytesOf(pid: number): number {
  const [, kilobytes = "0"] = /VmRSS:\s+(\d+)/.exec(read(`/proc/${pid}/status`)) ?? [];
  return Number(kilobytes) * 1024;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
