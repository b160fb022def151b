import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import type { Directory } from "./directory.ts";
import { adminUrlOf } from "./url.ts";

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** What the server says of itself: `starting`, `ready`, `stopping`. */
  readonly status: string;
}

/** What the server of a directory wrote down of itself (`postmaster.pid`), which may be left from one that has died. */
export function readPostmaster(directory: Directory): Postmaster | undefined {
  try {
    const lines = readFileSync(join(directory.data, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? "").trim() };
  } catch {
    return undefined;
  }
}

/** The server that runs on a directory, whoever started it: told by its answer, since pids and ports are used again. */
export async function runningOn(directory: Directory): Promise<Postmaster | undefined> {
  const postmaster = readPostmaster(directory);
  if (!postmaster?.port) return undefined;
  const client = new pg.Client({
    connectionString: adminUrlOf(postmaster.port, directory.password),
    connectionTimeoutMillis: 2_000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("SHOW data_directory");
    return rows[0] && resolve(rows[0].data_directory) === directory.data ? postmaster : undefined;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}
