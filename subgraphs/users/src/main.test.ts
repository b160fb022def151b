import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cloneDatabase } from "@threefold/database/testing";
import { createIdentitySigner, environmentFor, loadOrCreateKeys, signingKey } from "@threefold/identity";
import { expect, onTestFinished, test } from "vitest";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));

function start(environment: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env["PATH"], LOG_LEVEL: "warn", ...environment },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return String(port);
}

test("the program serves with the keys that a checkout makes, trusts its gateway, and ends with its parent", async () => {
  await using database = await cloneDatabase("users");
  const directory = await mkdtemp(join(tmpdir(), "threefold-keys-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const keys = await loadOrCreateKeys(directory, {
    edges: ["gateway"],
    services: { users: { calls: [] } },
    people: "users",
  });
  const [PORT, METRICS_PORT] = [await freePort(), await freePort()];
  const child = start({ USERS_DATABASE_URL: database.url, PORT, METRICS_PORT, ...environmentFor("users", keys) });
  expect((await once(child, "message"))[0]).toBe("ready");

  const gateway = createIdentitySigner({ issuer: "gateway", key: signingKey(keys.own["gateway"] ?? keys.people) });
  const staff = { kind: "person", id: "01930000-0000-7000-8000-000000000000", role: "STAFF", scopes: [] } as const;
  const response = await fetch(`http://127.0.0.1:${PORT}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-threefold-identity": await gateway.forReads(staff, "users") },
    body: JSON.stringify({ query: "{ users { edges { cursor } } }" }),
  });
  expect(await response.json()).toEqual({ data: { users: { edges: [] } } });

  child.disconnect();
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("the program says in one line each what is missing, and ends", async () => {
  const child = start({ PEOPLE_SIGNING_KEYS: "secret" });
  let told = "";
  child.stderr?.on("data", (chunk) => {
    told += chunk;
  });
  expect(await once(child, "close")).toEqual([1, null]);
  expect(told.trimEnd().split("\n")).toEqual([
    expect.stringMatching(/^users: USERS_DATABASE_URL is not set: expected a /),
    "users: PEOPLE_SIGNING_KEYS is wrong: expected a JWK Set of private Ed25519 keys, each with a kid, not its value",
  ]);
});
