import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chownSync, closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import type { Account } from "./account.ts";
import type { Binaries } from "./binaries.ts";
import { firstError } from "./cluster.ts";
import type { Directory } from "./directory.ts";
import { serverEnvironment } from "./environment.ts";
import { EmbeddedPostgresError } from "./error.ts";
import { readPostmaster } from "./postmaster.ts";

const START_TIMEOUT_MS = 60_000;

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  // Without the three helper processes that the default method starts.
  io_method: "sync",
  log_min_messages: "warning",
  // Else it is this machine's, or that of the shell in which its data were made.
  timezone: "UTC",
};

/** For data that nobody misses after a crash of the machine. */
const NOT_DURABLE = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
};

/**
 * Starts a server and waits until it answers. It outlives this process unless it is stopped, and a Ctrl-C in the
 * terminal does not reach it: its clients get to finish first.
 * @throws EmbeddedPostgresError with the server's own words when it does not come up
 */
export async function launch(
  directory: Directory,
  account: Account,
  binaries: Binaries,
  options: { port: number; durable: boolean },
): Promise<void> {
  const settings = { ...SETTINGS, ...(options.durable ? {} : NOT_DURABLE) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(directory.log, "w", 0o600);
  if (account.uid !== undefined) chownSync(directory.log, account.uid, account.gid ?? account.uid);
  const child = spawn(binaries.postgres, ["-D", directory.data, "-p", String(options.port), ...flags], {
    ...account,
    cwd: directory.home,
    env: serverEnvironment(),
    stdio: ["ignore", log, log],
    detached: true,
    windowsHide: true,
  });
  child.unref();
  closeSync(log);
  await ready(child, directory);
}

async function ready(child: ChildProcess, directory: Directory): Promise<void> {
  const failed = new Promise<never>((_, reject) => {
    child.once("error", (error) => reject(new EmbeddedPostgresError(`PostgreSQL did not start: ${error.message}`)));
    child.once("exit", () => reject(new EmbeddedPostgresError(`PostgreSQL did not start: ${reason(directory)}`)));
  });
  const stopWaiting = new AbortController();
  const deadline = performance.now() + START_TIMEOUT_MS;
  const comesUp = async () => {
    // The server tells its progress by this file only; pg_ctl waits for it in the same way.
    for (;;) {
      const postmaster = readPostmaster(directory);
      if (postmaster?.pid === child.pid && postmaster?.status === "ready") return;
      if (performance.now() > deadline) {
        child.kill("SIGQUIT");
        throw new EmbeddedPostgresError(`PostgreSQL was not ready after a minute: ${reason(directory)}`);
      }
      await wait(10, undefined, { signal: stopWaiting.signal });
    }
  };
  try {
    await Promise.race([comesUp(), failed]);
  } finally {
    stopWaiting.abort();
    child.removeAllListeners("exit");
    failed.catch(() => {});
  }
}

function reason(directory: Directory): string {
  return firstError(readFileSync(directory.log, "utf8")) ?? `see ${directory.log}`;
}

/** Stops the server of a directory, whoever started it: open transactions are rolled back, what was committed is kept. */
export async function shutDown(directory: Directory, account: Account, binaries: Binaries): Promise<void> {
  const postmaster = readPostmaster(directory);
  if (!postmaster || !lives(postmaster.pid)) return;
  try {
    const args = ["stop", "-D", directory.data, "-m", "fast", "-w", "-t", "60", "-s"];
    await promisify(execFile)(binaries.pgCtl, args, { ...account, cwd: directory.home, env: serverEnvironment() });
  } catch (error) {
    if (readPostmaster(directory)) throw new EmbeddedPostgresError(`PostgreSQL did not stop: ${String(error)}`);
  }
}

/** Of a server that was killed, or ended with its machine, what it wrote down is left. */
function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
