import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Side } from "../src/sources/base.ts";
import { compare, sideOf } from "../src/testing/sides.ts";

/**
 * How long the check takes with 3, 30 and 300 subgraphs: `node schema-check/bench/growth.ts [ROUNDS]`. Prints the median of
 * each phase in milliseconds. Each subgraph has an entity of its own with ten fields, and adds a field to its neighbour's;
 * one field is removed between the sides; there are ten operations, each over three subgraphs.
 */
const rounds = Number(process.argv[2] ?? 3);
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';

function subgraph(index: number, count: number, without: boolean): string {
  const fields = Array.from({ length: 10 }, (_, n) => (without && index === 0 && n === 9 ? "" : `  f${n}: String\n`));
  const next = (index + 1) % count;
  return `${LINK}type Query {\n  e${index}: E${index}\n}\ntype E${index} @key(fields: "id") {\n  id: ID!\n  next: E${next}\n${fields.join("")}}\ntype E${next} @key(fields: "id") {\n  id: ID!\n  by${index}: Int\n}\n`;
}

const side = (label: string, count: number, without: boolean): Side =>
  sideOf(
    label,
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, subgraph(index, count, without)])),
  );

const folder = await mkdtemp(join(tmpdir(), "schema-check-bench-"));
const operations = Array.from({ length: 10 }, (_, n) => {
  const at = n % 3;
  return `query Q${n} { e${at} { f1 next { f2 next { f3 } } } }`;
});
await writeFile(join(folder, "operations.graphql"), operations.join("\n"));
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

for (const count of [3, 30, 300]) {
  const [base, head] = [side("before", count, false), side("after", count, true)];
  const runs: Record<string, number>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const { phases } = await compare(base, head, { folder, operations: ["*.graphql"] });
    runs.push({ ...phases, total: Math.round(performance.now() - start) });
  }
  const names = Object.keys(runs[0] ?? {});
  const shown = names.map((name) => `${name} ${median(runs.map((run) => run[name] ?? 0))}`).join(", ");
  process.stdout.write(`${count} subgraphs: ${shown} (ms, median of ${rounds})\n`);
}
await rm(folder, { recursive: true });
