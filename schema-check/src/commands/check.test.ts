import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readOptions } from "../options.ts";
import { runDiff } from "./check.ts";

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost"])\n';
const yaml = (file: string) =>
  `subgraphs:\n  shop:\n    routing_url: http://127.0.0.1:1/graphql\n    schema:\n      file: ${file}\n`;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "schema-check-diff-"));
  const schemas = {
    before: "type Query { size(unit: Int = 1): Int }",
    dearer: "type Query { size(unit: Int = 1): Int @cost(weight: 9) }",
    surprising: "type Query { size(unit: Int = 2): Int }",
  };
  for (const [name, sdl] of Object.entries(schemas)) {
    await writeFile(join(folder, `${name}.graphql`), LINK + sdl);
    await writeFile(join(folder, `${name}.yaml`), yaml(`${name}.graphql`));
  }
  await writeFile(join(folder, "operations.gql"), "query Size { size }");
  await writeFile(join(folder, "schema-check.yaml"), "operations: [operations.gql]\n");
});
afterAll(() => rm(folder, { recursive: true }));

const diff = (after: string, ...args: string[]) => {
  const sides = ["before", after].map((name) => join(folder, `${name}.yaml`));
  return runDiff(readOptions(["diff", ...sides, "--config", join(folder, "schema-check.yaml"), ...args]));
};

test.each([
  { after: "dearer", failOn: "cost" },
  { after: "surprising", failOn: "dangerous" },
])("what is $after fails where that is asked for, and only there", async ({ after, failOn }) => {
  expect(await diff(after)).toMatchObject({ exitCode: 0 });
  expect(await diff(after, "--fail-on", failOn)).toMatchObject({ exitCode: 1 });
});

test("a comment has the plans before and after folded", async () => {
  const { text } = await diff("dearer", "--format", "markdown");
  expect(text).toContain("Size costs 9 instead of 0 `COST_HIGHER`");
  expect(text).toMatch(
    /<details><summary>query plans<\/summary>\s+Before:\s+```\s+Fetch shop: [\s\S]*After:\s+```\s+Fetch/,
  );
});

test("a comment is no longer than GitHub takes, and says so", async () => {
  const names = Array.from({ length: 700 }, (_, n) => `Size${"OfSomething".repeat(9)}${n}`);
  await writeFile(join(folder, "many.gql"), names.map((name) => `query ${name} { size }`).join("\n"));
  const { text } = await diff("dearer", "--format", "markdown", "--operations", join(folder, "many.gql"));
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/^<!-- threefold schema-check -->\n\nThere is more than a comment can hold/);
  expect(text).not.toContain("query plans");
});
