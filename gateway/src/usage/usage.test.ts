import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLogger } from "@threefold/telemetry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf, InvalidUsageError, openUsage } from "./usage.ts";

const logger = createLogger({ name: "usage", level: "silent" });
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "usage-"));
});
afterAll(() => rm(folder, { recursive: true }));

const written = async (file: string) => JSON.parse(await readFile(file, "utf8"));

test("says which client sent which operation, how often and when, and goes on counting after a restart", async () => {
  const file = join(folder, "usage.json");
  const first = await openUsage(file, logger);
  first.record("Home", "web");
  first.record("Home", "web");
  first.record("Home", "phone");
  await first.close();
  const second = await openUsage(file, logger);
  second.record("Home", "web");
  await second.close();
  expect(await written(file)).toEqual({
    version: 1,
    operations: {
      Home: {
        clients: {
          web: { count: 3, lastSeen: expect.stringMatching(/^\d{4}-.*Z$/) },
          phone: { count: 1, lastSeen: expect.any(String) },
        },
      },
    },
  });
});

test("remembers no more names than it has room for", async () => {
  const file = join(folder, "many.json");
  const usage = await openUsage(file, logger);
  for (let n = 0; n < 10_050; n += 1) usage.record(`Operation${n}`, "web");
  for (let n = 0; n < 150; n += 1) usage.record("Operation1", `client ${n}`);
  await usage.close();
  const { operations } = await written(file);
  expect(Object.keys(operations)).toHaveLength(10_000);
  expect(Object.keys(operations.Operation1.clients)).toHaveLength(100);
});

test("keeps what could not be written for the next time, and writes one thing after the other", async () => {
  const place = join(folder, "late");
  const file = join(place, "usage.json");
  await mkdir(place);
  const usage = await openUsage(file, logger);
  await rm(place, { recursive: true });
  for (let n = 0; n < 2_000; n += 1) usage.record(`Operation${n}`, "web");
  await expect(usage.close()).rejects.toThrow(/ENOENT/);
  await mkdir(place);
  await usage.close();
  expect(Object.keys((await written(file)).operations)).toHaveLength(2_000);
  usage.record("Operation0", "phone");
  const first = usage.close();
  await new Promise(setImmediate);
  usage.record("Operation1", "phone");
  await Promise.all([first, usage.close()]);
  const { operations } = await written(file);
  expect(Object.keys(operations.Operation1.clients)).toEqual(["web", "phone"]);
});

test("says at the start that a file cannot be written", async () => {
  const opening = openUsage(join(folder, "nowhere", "usage.json"), logger);
  await expect(opening).rejects.toThrow(/^the usage file .*usage\.json cannot be written: ENOENT/);
  await expect(opening).rejects.toThrow(InvalidUsageError);
});

test("does not overwrite a file that is something else", async () => {
  const file = join(folder, "notes.txt");
  await writeFile(file, "do not lose this");
  await expect(openUsage(file, logger)).rejects.toThrow(InvalidUsageError);
  expect(await readFile(file, "utf8")).toBe("do not lose this");
});

test("takes a client's own word for its name, and no more than 100 characters of it", () => {
  expect(clientOf({ "apollographql-client-name": "web" })).toBe("web");
  expect(clientOf({ "graphql-client-name": "x".repeat(1_000) })).toHaveLength(100);
  expect(clientOf({})).toBe("unknown");
});
