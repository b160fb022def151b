import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { runTool, startSystem } from "../system/running.ts";

const made: string[] = [];
afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), "threefold-start-"));
  made.push(directory);
  return directory;
}

test("stops without leaving anything, and starts again on the same data", async () => {
  const query = (gateway: string, text: string, token?: string) =>
    fetch(`${gateway}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query: text }),
    }).then((response) => response.json());
  const first = await startSystem();
  expect(first.output()).toContain("Filling the databases");
  const signUp =
    'mutation { signUp(input: { username: "newcomer", displayName: "New", email: "new@example.org", password: "long enough to pass" }) { user { username } } }';
  expect(await query(first.gateway, signUp)).toEqual({ data: { signUp: { user: { username: "newcomer" } } } });
  const children = descendantsOf(first.pid);
  // Gateway, three subgraphs, PostgreSQL and its workers.
  expect(children.length).toBeGreaterThan(5);
  expect(await first.stop()).toBe(0);
  expect(children.filter(isAlive)).toEqual([]);
  await using second = await startSystem({ directory: first.directory });
  expect(second.output()).not.toContain("Filling the databases");
  expect(await query(second.gateway, '{ userByUsername(username: "newcomer") { displayName } }')).toEqual({
    data: { userByUsername: { displayName: "New" } },
  });
}, 120_000);

test("a second one in the same folder says so in one line", async () => {
  const { directory } = inject("system");
  const second = runTool("start", { DATA_DIRECTORY: directory, PORT_BASE: "39000" });
  expect(await second.ended).toBe(1);
  expect(second.output().trim().split("\n")).toEqual([
    expect.stringContaining(`the system runs already in ${directory}`),
  ]);
});

test("a port in use is named, with the variable that changes it", async () => {
  const { portBase } = inject("system");
  const refused = runTool("start", { DATA_DIRECTORY: temporary(), PORT_BASE: String(portBase) });
  expect(await refused.ended).toBe(1);
  expect(refused.output().trim()).toBe(
    `start: port ${portBase}, for gateway, is in use: set PORT_BASE to a number other than ${portBase}`,
  );
});

test.each([
  ["a wrong value", { PORT_BASE: "lots" }, [], "PORT_BASE is wrong"],
  [
    "one database of three",
    { PRODUCTS_DATABASE_URL: "postgresql://127.0.0.1:1/products" },
    [],
    "USERS_DATABASE_URL and ORDERS_DATABASE_URL must be set too",
  ],
  ["a database that is no URL", { DATABASE_URL: "localhost" }, [], "DATABASE_URL is wrong"],
  ["an unknown option", {}, ["--fast"], "--fast"],
])("%s is named, and nothing is started", async (_, environment, args, message) => {
  const refused = runTool("start", { DATA_DIRECTORY: temporary(), PORT_BASE: "39100", ...environment }, args);
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain(message);
  expect(refused.output()).not.toMatch(/^\s+at /m);
});

test("a database that cannot be reached is named without its password", async () => {
  // A port that was just free: nobody listens on it.
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  server.close();
  const refused = runTool("start", {
    DATA_DIRECTORY: temporary(),
    PORT_BASE: "39200",
    DATABASE_URL: `postgresql://me:secret@127.0.0.1:${port}/postgres`,
  });
  expect(await refused.ended).toBe(1);
  expect(refused.output()).toContain(`at 127.0.0.1:${port} cannot be reached`);
  expect(refused.output()).not.toContain("secret");
});

/** The processes that a process has started, and those that they have, as Linux tells it. */
function descendantsOf(pid: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const children = parents.filter(([, parent]) => parent === pid).map(([child]) => child);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

function parentOf(pid: string): number | undefined {
  try {
    // After the name, which stands in brackets and may hold anything: the state, and the parent.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return Number(parent);
  } catch {
    return undefined;
  }
}

const isAlive = (pid: number) => parentOf(String(pid)) !== undefined;
