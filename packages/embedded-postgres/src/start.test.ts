import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { elsewhere } from "./directory.ts";
import { removeEmbeddedPostgres } from "./remove.ts";
import { startEmbeddedPostgres } from "./start.ts";
import { temporaryDirectory } from "./testing.ts";

const durable = false;

describe("an embedded server", () => {
  test("answers, listens on the loopback address only, and keeps data and port from one start to the next", async () => {
    await using directory = temporaryDirectory();
    const first = await startEmbeddedPostgres({ directory: directory.path, durable });
    expect(await query(first.adminUrl, "SHOW listen_addresses")).toBe("127.0.0.1");
    expect(await query(first.adminUrl, "SHOW timezone")).toBe("UTC");
    expect(await query(first.adminUrl, "SHOW unix_socket_directories")).toBe("");
    await query(first.adminUrl, "CREATE TABLE kept AS SELECT 42 AS answer");
    await first.stop();
    await expect(query(first.adminUrl, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);

    await using second = await startEmbeddedPostgres({ directory: directory.path, durable });
    expect(second.reused).toBe(false);
    expect(second.port).toBe(first.port);
    expect(await query(second.adminUrl, "SELECT answer FROM kept")).toBe(42);
  });

  test("lets nobody in without its password, which only its owner can read", async () => {
    await using directory = temporaryDirectory();
    await using server = await startEmbeddedPostgres({ directory: directory.path, durable });
    const guessed = server.url("postgres", "postgres", "postgres");
    await expect(query(guessed, "SELECT 1")).rejects.toThrow("password authentication failed");
    expect(statSync(join(directory.path, "password")).mode & 0o777).toBe(0o600);
  });

  test("is shared by two starts at once, and stopped by the one that started it", async () => {
    await using directory = temporaryDirectory();
    const start = () => startEmbeddedPostgres({ directory: directory.path, durable });
    const both = await Promise.all([start(), start()]);
    expect(both.map((server) => server.reused).sort()).toEqual([false, true]);
    const [owner, guest] = both[0].reused ? [both[1], both[0]] : both;
    await guest[Symbol.asyncDispose]();
    expect(await query(owner.adminUrl, "SELECT 1")).toBe(1);
    await owner[Symbol.asyncDispose]();
    await expect(query(owner.adminUrl, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
  });

  test("is found by whichever of its directory's names a start calls it", async () => {
    await using parent = temporaryDirectory();
    chmodSync(parent.path, 0o755);
    const [path, link] = [join(parent.path, "postgres"), join(parent.path, "link")];
    await using server = await startEmbeddedPostgres({ directory: path, durable });
    symlinkSync(path, link);
    const again = await startEmbeddedPostgres({ directory: link, durable });
    expect([again.reused, again.adminUrl]).toEqual([true, server.adminUrl]);
  });

  test("leaves a port that another program has, and says so when that port was asked for", async () => {
    await using directory = temporaryDirectory();
    const first = await startEmbeddedPostgres({ directory: directory.path, durable });
    await first.stop();
    await using other = await occupy(first.port);
    await expect(startEmbeddedPostgres({ directory: directory.path, durable, port: other.port })).rejects.toThrow(
      `port ${other.port}, meant for the embedded PostgreSQL, is in use`,
    );
    await using second = await startEmbeddedPostgres({ directory: directory.path, durable });
    expect(second.port).not.toBe(first.port);
    expect(readFileSync(join(directory.path, "port"), "utf8").trim()).toBe(String(second.port));
  });

  test("that cannot come up says why in one line, in PostgreSQL's own words", async () => {
    await using directory = temporaryDirectory();
    const first = await startEmbeddedPostgres({ directory: directory.path, durable });
    await first.stop();
    writeFileSync(join(directory.path, "data", "PG_VERSION"), "9.6\n");
    await expect(startEmbeddedPostgres({ directory: directory.path, durable })).rejects.toThrow(
      /^PostgreSQL did not start: FATAL: .*incompatible with server$/,
    );
  });

  test("is gone after its directory was removed, wherever its data were", async () => {
    const directory = temporaryDirectory();
    const server = await startEmbeddedPostgres({ directory: directory.path, durable });
    await removeEmbeddedPostgres(directory.path);
    await expect(query(server.adminUrl, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
    expect(existsSync(directory.path)).toBe(false);
  });

  test("that was killed, as when its machine loses power, can be stopped and removed all the same", async () => {
    await using directory = temporaryDirectory();
    const server = await startEmbeddedPostgres({ directory: directory.path, durable });
    const left = readFileSync(join(await dataOf(server.adminUrl), "postmaster.pid"), "utf8");
    const pid = Number(left.split("\n")[0]);
    process.kill(pid, "SIGKILL");
    await vi.waitFor(() => expect(() => process.kill(pid, 0)).toThrow("ESRCH"), 10_000);
    await server.stop();
  });

  test("is made, reached, found again and stopped in a shell whose variables are about another server", async () => {
    for (const [name, value] of Object.entries(OF_ANOTHER_SERVER)) vi.stubEnv(name, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    await using directory = temporaryDirectory();
    const server = await startEmbeddedPostgres({ directory: directory.path, durable });
    await query(server.adminUrl, "CREATE TABLE kept AS SELECT date '2026-11-27' AS day");
    expect(await query(server.adminUrl, "SELECT day::text FROM kept")).toBe("2026-11-27");
    const again = await startEmbeddedPostgres({ directory: directory.path, durable });
    expect(again.reused).toBe(true);
    await again.stop();
    await expect(query(server.adminUrl, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
  });

  test.runIf(process.getuid?.() === 0)("runs for root also in a folder that only root may enter", async () => {
    await using parent = temporaryDirectory();
    chmodSync(parent.path, 0o700);
    const path = join(parent.path, "checkout");
    mkdirSync(path);
    const server = await startEmbeddedPostgres({ directory: path, durable });
    expect(await query(server.adminUrl, "SHOW data_directory")).toBe(join(elsewhere(path), "data"));
    expect(statSync(join(elsewhere(path), "data")).uid).not.toBe(0);
    await removeEmbeddedPostgres(path);
    expect(existsSync(elsewhere(path))).toBe(false);
  });
});

const OF_ANOTHER_SERVER = {
  PGHOST: "db.example",
  PGPORT: "none",
  PGUSER: "somebody",
  PGPASSWORD: "secret",
  PGDATABASE: "shop",
  PGDATA: "/nowhere",
  PGOPTIONS: "-c default_transaction_read_only=on",
  PGSSLMODE: "require",
  PGSSLNEGOTIATION: "direct",
  PGREPLICATION: "database",
  PGCLIENTENCODING: "none",
  PGCLIENT_ENCODING: "none",
  PGDATESTYLE: "none",
  PGTZ: "none",
  PGAPPNAME: "shop",
  PGCONNECT_TIMEOUT: "none",
};

const dataOf = async (url: string) => String(await query(url, "SHOW data_directory"));

async function query(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end().catch(() => {});
  }
}

async function occupy(port: number): Promise<AsyncDisposable & { port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
