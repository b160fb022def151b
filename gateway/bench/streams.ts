import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { optionsOrEnd } from "@threefold/configuration";
import { temporaryFolder } from "../src/testing/gateway.ts";
import { lendingSupergraph, startLoans, startShelves } from "../src/testing/lending.ts";
import { candidates } from "./streams/candidates.ts";
import { measure } from "./streams/measure.ts";
import { type OperationName, readOptions } from "./streams/options.ts";
import { startPeople } from "./streams/people.ts";
import type { Asking } from "./streams/subscribers.ts";

// What a delivery costs a gateway, and what a subscriber that waits: this one and its peers, each in a process of its own;
// subgraphs and clients in this one, over WebSockets on this machine. It reads /proc, and so needs Linux.
// `npm run bench:streams [-- --only "threefold" --subscribers 1,1000 --operations same,people,different]`

const options = optionsOrEnd("bench:streams", (args) =>
  readOptions(
    args,
    candidates({ supergraph: "", config: "", people: {} }).map(({ name }) => name),
  ),
);

/** Of more streams that nobody shares, the subgraph in this process would be what is measured. */
const MOST_DIFFERENT = 1_000;

await using folder = await temporaryFolder();
await using loans = await startLoans();
await using shelves = await startShelves();
await using people = await startPeople();
const supergraph = join(folder.path, "supergraph.graphql");
const config = join(folder.path, "gateway.json");
await writeFile(supergraph, lendingSupergraph({ loans: loans.url, shelves: shelves.url }));
await writeFile(config, JSON.stringify({ subscriptions: { "max-per-user": 100_000, heartbeat: 600_000 } }));

/** One operation for all by nobody in particular; one that is public, by as many people; and to each its own. */
const OPERATIONS: Readonly<Record<OperationName, (index: number) => Promise<Asking>>> = {
  same: async () => ({ query: "subscription { lent { number reader book { isbn title shelf } } }" }),
  people: async (index) => ({
    query: "subscription { returned { number book { isbn title } } }",
    authorization: await people.tokenOf(index),
  }),
  different: async (index) => ({
    query: "subscription($isbn: ID) { lent(isbn: $isbn) { number reader book { isbn title shelf } } }",
    variables: { isbn: String(index) },
  }),
};

print(
  "| gateway | operation | subscribers | deliveries/s | CPU µs per delivery | p50 ms | p99 ms | kB per idle subscriber |",
);
print("|---|---|---|---|---|---|---|---|");
const all = candidates({ supergraph, config, people: people.environment });
for (const operation of options.operations) {
  const askingOf = OPERATIONS[operation];
  for (const count of options.subscribers) {
    if (operation === "different" && count > MOST_DIFFERENT) continue;
    for (const candidate of all) {
      if (count > candidate.most || (options.only !== undefined && options.only !== candidate.name)) continue;
      const cells = await measure(candidate, count, askingOf, loans).catch(unable);
      print(`| ${candidate.name} | ${operation} | ${count} | ${cells.join(" | ")} |`);
    }
  }
}

/** Who cannot carry a load is told of in the table, and the others are measured. */
function unable(error: unknown): string[] {
  const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  return [reason.replaceAll("|", "/"), "", "", "", ""];
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
