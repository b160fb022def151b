import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { startEmbeddedPostgres } from "./start.ts";
import { temporaryDirectory } from "./testing.ts";

/** A process that starts a server, prints its URL, and on Ctrl-C still asks it something before it stops it. */
const PROGRAM = `
  const { startEmbeddedPostgres } = await import(${JSON.stringify(import.meta.resolve("./start.ts"))});
  const { default: pg } = await import(${JSON.stringify(import.meta.resolve("pg"))});
  const server = await startEmbeddedPostgres({ directory: process.argv[1], durable: false });
  process.once("SIGINT", async () => {
    const client = new pg.Client(server.adminUrl);
    await client.connect();
    console.log((await client.query("SELECT 'still there' AS answer")).rows[0].answer);
    await client.end();
    await server.stop();
    process.exit(0);
  });
  setInterval(() => {}, 60_000);
  console.log(server.adminUrl);
`;

describe.skipIf(process.platform === "win32")("the process that started an embedded server", () => {
  test("may be killed: the server goes on, and the next start finds and stops it", async () => {
    await using directory = temporaryDirectory();
    const program = run(directory.path);
    const url = String(await program.nextLine());
    program.child.kill("SIGKILL");
    await once(program.child, "exit");

    const found = await startEmbeddedPostgres({ directory: directory.path });
    expect(found.reused).toBe(true);
    expect(found.adminUrl).toBe(url);
    await found.stop();
    await expect(new pg.Client(url).connect()).rejects.toThrow(/ECONNREFUSED/);
  });

  test("may be interrupted from the terminal: the server stays until it is stopped", async () => {
    await using directory = temporaryDirectory();
    const program = run(directory.path);
    const url = String(await program.nextLine());
    process.kill(-Number(program.child.pid), "SIGINT");
    expect(await program.nextLine()).toBe("still there");
    expect(await once(program.child, "exit")).toEqual([0, null]);
    await expect(new pg.Client(url).connect()).rejects.toThrow(/ECONNREFUSED/);
  });
});

/** Runs the program as the leader of a process group: what a terminal interrupts on Ctrl-C. */
function run(directory: string): { child: ChildProcess; nextLine(): Promise<string | undefined> } {
  const child = spawn(process.execPath, ["--input-type=module", "-e", PROGRAM, directory], {
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, nextLine: async () => (await lines.next()).value };
}
