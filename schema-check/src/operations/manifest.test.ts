import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readOperations } from "./read.ts";

const BODY = "query Names { thing { name } }";
const id = "a".repeat(64);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "manifests-"));
});
afterAll(() => rm(folder, { recursive: true }));

const read = async (name: string, manifest: unknown) => {
  await writeFile(join(folder, name), JSON.stringify(manifest));
  return readOperations(folder, [name]);
};

test.each([
  { format: "GraphQL Code Generator's", manifest: { [id]: BODY } },
  {
    format: "Apollo's",
    manifest: {
      format: "apollo-persisted-query-manifest",
      version: 1,
      operations: [{ id, body: BODY, name: "Names", type: "query" }],
    },
  },
])("trusted documents are known operations, in $format format", async ({ format, manifest }) => {
  const { operations, findings } = await read(`${format.slice(0, 6)}.json`, manifest);
  expect(findings).toEqual([]);
  expect(operations).toMatchObject([
    { name: "Names", place: { file: expect.stringMatching(`${format.slice(0, 6)}\\.json#${id}$`) } },
  ]);
});

test("what is no manifest is told of, and no reason to break off", async () => {
  const { operations, findings } = await read("other.json", [1, 2]);
  expect(operations).toEqual([]);
  expect(findings).toMatchObject([
    { code: "UNREADABLE_OPERATIONS", place: { file: expect.stringContaining("other.json") } },
  ]);
});
