import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findEmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from "@threefold/embedded-postgres";
import { afterAll, expect, inject, test } from "vitest";
import { PORT_BASE, type ProcessName, processes } from "../../topology.ts";
import { checkout, freePortBase, runTool, startSystem } from "../system/running.ts";

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
  const query = (gateway: string, text: string, extensions?: object) =>
    fetch(`${gateway}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: text, extensions }),
    }).then((response) => response.json());
  const first = await startSystem();
  expect(first.output()).toContain("Filling the databases");
  const signUp =
    'mutation { signUp(input: { username: "newcomer", displayName: "New", email: "new@example.org", password: "long enough to pass" }) { user { username } } }';
  expect(await query(first.gateway, signUp)).toEqual({ data: { signUp: { user: { username: "newcomer" } } } });
  // The SQL behind an answer is there without counts of it (SQL_COUNTS), which the other tests' system has.
  expect(
    await query(first.gateway, "{ products(first: 1) { edges { node { name } } } }", { explain: true }),
  ).toMatchObject({
    extensions: {
      explain: {
        fetches: [
          { subgraph: "products", statements: { count: 1, list: [{ sql: expect.stringMatching(/^SELECT/) }] } },
        ],
      },
    },
  });
  const children = descendantsOf(first.pid);
  // Gateway, three subgraphs, PostgreSQL and its workers.
  expect(children.length).toBeGreaterThan(5);
  expect(await first.stop()).toBe(0);
  expect(children.filter(isAlive)).toEqual([]);
  const environment = { INSPECT: "on", CORS_ORIGINS: "https://studio.apollographql.com" };
  await using second = await startSystem({ directory: first.directory, environment });
  expect(second.output()).not.toContain("Filling the databases");
  await expectDebuggable(second.portBase);
  await expectAskedFromElsewhere(second.gateway);
  expect(await query(second.gateway, '{ userByUsername(username: "newcomer") { displayName } }')).toEqual({
    data: { userByUsername: { displayName: "New" } },
  });
}, 120_000);

test("uses a PostgreSQL server that is configured, says so first, and fills only what is empty", async () => {
  const { directory } = inject("system");
  const theirs = findEmbeddedPostgres(join(directory, "postgres"));
  await using server = await otherServer();
  const names = ["products", "users", "orders"] as const;
  await using first = await startSystem({ environment: { DATABASE_URL: server.adminUrl } });
  const lines = first.output().split("\n");
  expect(lines[0]).toBe(`Using PostgreSQL at 127.0.0.1:${server.port}: databases products, users, orders`);
  expect(first.output()).toContain("Filling the databases");
  expect(first.output()).not.toContain(String(theirs?.port));
  await first.stop();
  const environment = Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_DATABASE_URL`, server.url(name)]));
  await using second = await startSystem({ environment });
  expect(second.output()).toContain(
    `Using the databases ${names.map((name) => `127.0.0.1:${server.port}/${name}`).join(", ")}`,
  );
  expect(second.output()).not.toContain("Filling the databases");
  await second.stop();
}, 120_000);

/** A debugger finds each process where the editor's file says. */
async function expectDebuggable(portBase: number): Promise<void> {
  const { configurations } = JSON.parse(readFileSync(join(checkout, ".vscode/launch.json"), "utf8")) as {
    configurations: { name: string; port?: number }[];
  };
  const ports = configurations.flatMap(({ name, port }) => (port ? [{ name, port: port - PORT_BASE + portBase }] : []));
  expect(ports.map(({ name }) => name)).toEqual(Object.keys(processes));
  for (const { name, port } of ports) {
    const targets = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as { url: string }[];
    expect(targets[0]?.url).toContain(processes[name as ProcessName].program);
  }
}

/** What docs/tools.md lets a reader try: a page elsewhere may ask when it was named, and another may not. */
async function expectAskedFromElsewhere(gateway: string): Promise<void> {
  const command = /^curl -si [^`]*/m.exec(readFileSync(join(checkout, "docs/tools.md"), "utf8"))?.[0] ?? "";
  const preflight = (origin: string, url: string) => {
    const real = command
      .replaceAll("https://studio.apollographql.com", origin)
      .replace("http://localhost:4000/graphql", url);
    return spawnSync("sh", ["-c", real], { encoding: "utf8" }).stdout.toLowerCase();
  };
  for (const url of [`${gateway}/graphql`, `${gateway}/rest/products`]) {
    const told = preflight("https://studio.apollographql.com", url);
    expect(told).toContain("access-control-allow-origin: https://studio.apollographql.com");
    expect(told).toMatch(/access-control-allow-headers: .*authorization/);
    expect(told).not.toContain("access-control-allow-credentials");
    expect(preflight("https://elsewhere.example", url)).not.toContain("access-control-allow-origin");
  }
}

/** A PostgreSQL server that this system did not start. */
async function otherServer() {
  const home = temporary();
  const server = await startEmbeddedPostgres({ directory: join(home, "postgres"), durable: false });
  return { ...server, [Symbol.asyncDispose]: () => removeEmbeddedPostgres(join(home, "postgres")) };
}

/** One that is too old for the sources, where the machine has one. */
const OLD_NODE = ["/usr/bin/node", "/usr/local/bin/node"].find((path) => {
  const { stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
  return stdout && Number(/^v(\d+)/.exec(stdout)?.[1]) < 24;
});

test.skipIf(!OLD_NODE)(
  `a Node that is too old is told so in one line${OLD_NODE ? "" : " (skipped: this machine has none)"}`,
  () => {
    for (const program of [["tools/run.mjs", "start"], ["gateway/bin/threefold-gateway.js"]]) {
      const { status, stderr } = spawnSync(OLD_NODE ?? "", program, { cwd: checkout, encoding: "utf8" });
      expect(status).toBe(1);
      expect(stderr.trim().split("\n")).toEqual([
        expect.stringMatching(/needs Node 24\.12 or newer, .*this is .*\d+\.\d+/),
      ]);
    }
  },
);

test("Ctrl-C before it is ready stops it, says so in one line, and leaves nothing", async () => {
  const directory = temporary();
  const started = runTool("start", { DATA_DIRECTORY: directory, PORT_BASE: String(await freePortBase()) });
  await started.printed("Filling the databases");
  const children = descendantsOf(started.child.pid ?? 0);
  expect(children.filter(isAlive)).not.toEqual([]);
  started.child.kill("SIGINT");
  expect(await started.ended).toBe(1);
  expect(started.output()).toMatch(/^start: stopped before everything was ready$/m);
  expect(started.output()).not.toMatch(/^\s+at /m);
  expect(children.filter(isAlive)).toEqual([]);
}, 60_000);

test("a second one in the same folder says so in one line", async () => {
  const { directory } = inject("system");
  const second = runTool("start", { DATA_DIRECTORY: directory, PORT_BASE: String(await freePortBase()) });
  expect(await second.ended).toBe(1);
  expect(second.output().trim().split("\n")).toEqual([
    expect.stringContaining(`the system runs already in ${directory}`),
  ]);
});

test("a reset of what runs is refused in one line, and so is one with an option", async () => {
  const { directory } = inject("system");
  const refusals = [
    [[], `reset: the system runs in ${directory}: stop it first\n`],
    [["--dry-run"], "reset: Unknown option '--dry-run'\n"],
  ] as const;
  for (const [args, line] of refusals) {
    const reset = runTool("reset", { DATA_DIRECTORY: directory }, args);
    expect([await reset.ended, reset.output()]).toEqual([1, line]);
  }
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
  const free = { DATA_DIRECTORY: temporary(), PORT_BASE: String(await freePortBase()) };
  const refused = runTool("start", { ...free, ...environment }, args);
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
    PORT_BASE: String(await freePortBase()),
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
