import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { runTool, startSystem } from "../system/running.ts";

const temporary = () => mkdtempSync(join(tmpdir(), "threefold-start-"));

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
  const children = processesOf(first.directory);
  expect(children.length).toBeGreaterThanOrEqual(4);
  expect(await first.stop()).toBe(0);
  expect(processesOf(first.directory)).toEqual([]);
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
    "USERS_DATABASE_URL is not set",
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

/** The processes whose environment or arguments name a data directory, as Linux tells them. */
function processesOf(directory: string): string[] {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  return ids.filter((id) => {
    try {
      const text = readFileSync(`/proc/${id}/cmdline`, "utf8") + readFileSync(`/proc/${id}/environ`, "utf8");
      return text.includes(directory) && !readFileSync(`/proc/${id}/stat`, "utf8").includes(" Z ");
    } catch {
      return false;
    }
  });
}
