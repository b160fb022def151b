import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startSystem } from "../system/running.ts";

const RECORDER = new URL("record-connections.mjs", import.meta.url).href;

test("no process of the system connects to anything but this machine, from its start to its end", async () => {
  const records = mkdtempSync(join(tmpdir(), "threefold-connections-"));
  const environment = {
    NODE_OPTIONS: `--import ${RECORDER}`,
    TMPDIR: records,
    // What would make Apollo's libraries report, if they were let.
    APOLLO_KEY: "service:graph:key",
    APOLLO_GRAPH_REF: "graph@current",
  };
  const system = await startSystem({ environment });
  const response = await fetch(`${system.gateway}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      query: "{ products(first: 2) { edges { node { name unitsSold seller { displayName } } } } }",
    }),
  });
  expect(response.status).toBe(200);
  // Reporters that collect send what they have when they are shut down.
  await system[Symbol.asyncDispose]();
  const files = readdirSync(records).filter((name) => name.startsWith("connections-"));
  const lines = files.flatMap((file) => readFileSync(join(records, file), "utf8").trim().split("\n"));
  rmSync(records, { recursive: true, force: true });
  // Four processes and the tools that start them, each with connections to the database or to each other.
  expect(files.length).toBeGreaterThanOrEqual(5);
  expect([...new Set(lines)].filter((line) => !/^(127\.0\.0\.1|localhost|::1|\/.*\.sock)$/.test(line))).toEqual([]);
}, 120_000);
