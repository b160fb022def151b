import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withConnection } from "@threefold/database";
import { findEmbeddedPostgres, removeEmbeddedPostgres } from "@threefold/embedded-postgres";
import { expect, test, vi } from "vitest";
import { takeLock } from "./system/lock.ts";

/** Runs the tool against a server that does not answer: what is wrong must be told before anything is asked of it. */
function run(...args: string[]): Promise<{ code: unknown; stderr: string }> {
  const env = { ...process.env, DATABASE_URL: "postgresql://somebody:secret@127.0.0.1:1/postgres" };
  return new Promise((resolve) =>
    execFile(process.execPath, [join(import.meta.dirname, "run.mjs"), "seed", ...args], { env }, (error, _, stderr) =>
      resolve({ code: error?.code ?? 0, stderr }),
    ),
  );
}

test("a wrong size, an unknown option and a server that does not answer are told in one line each", async () => {
  expect(await run("--size", "XL")).toEqual({ code: 1, stderr: 'seed: --size must be one of S, M, L, not "XL"\n' });
  expect(await run("--colour", "red")).toEqual({
    code: 1,
    stderr: "seed: Unknown option '--colour' (usage: npm run seed -- [--size S|M|L] [--replace])\n",
  });
  expect(await run()).toEqual({
    code: 1,
    stderr: "seed: the database postgres at 127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1\n",
  });
});

test.skipIf(process.platform === "win32")(
  "ctrl-C leaves no database server behind",
  async () => {
    const directory = temporary();
    const seeding = seed(directory);
    const said = seeding.stderr.setEncoding("utf8").toArray();
    const postmaster = join(directory, "postgres", "data", "postmaster.pid");
    const changes = watch(directory, { recursive: true });
    while (!existsSync(postmaster)) await once(changes, "change");
    changes.close();
    process.kill(-Number(seeding.pid), "SIGINT");
    expect(await once(seeding, "close")).toEqual([1, null]);
    expect((await said).join("")).toBe("seed: it was stopped before all was filled\n");
    expect(existsSync(postmaster)).toBe(false);
    rmSync(directory, { recursive: true });
  },
  60_000,
);

test.skipIf(process.platform === "win32")(
  "ctrl-C beside a system that was started since ends the filling, and leaves the system its database server",
  async () => {
    const directory = temporary();
    const system = await takeLock(directory);
    const seeding = seed(directory, "--size", "M");
    const said = seeding.stderr.setEncoding("utf8").toArray();
    const place = join(directory, "postgres");
    await vi.waitFor(async () => expect(await filling(place)).toBe(true), { timeout: 30_000, interval: 100 });
    process.kill(-Number(seeding.pid), "SIGINT");
    expect(await once(seeding, "close")).toEqual([1, null]);
    expect((await said).join("")).toBe("seed: it was stopped before all was filled\n");
    await vi.waitFor(async () => expect(await filling(place)).toBe(false), 10_000);
    await system?.release();
    await removeEmbeddedPostgres(place);
    rmSync(directory, { recursive: true });
  },
  60_000,
);

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), "threefold-seed-"));
  // The server is another account's where this one is root's.
  chmodSync(directory, 0o755);
  return directory;
}

function seed(directory: string, ...args: string[]) {
  const { DATABASE_URL: _, ...env } = process.env;
  return spawn(process.execPath, [join(import.meta.dirname, "run.mjs"), "seed", ...args], {
    detached: true,
    env: { ...env, DATA_DIRECTORY: directory },
    stdio: ["ignore", "ignore", "pipe"],
  });
}

/** Whether rows are being copied into the databases of a server, which must be there. */
function filling(directory: string): Promise<boolean> {
  const { adminUrl = "" } = findEmbeddedPostgres(directory) ?? {};
  return withConnection(adminUrl, async (client) => {
    const copies = "SELECT FROM pg_stat_activity WHERE state = 'active' AND query ILIKE 'COPY %'";
    return (await client.query(copies)).rowCount !== 0;
  });
}
