import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { temporaryFolder } from "../src/testing/gateway.ts";
import { lendingSupergraph, loan, startLoans, startShelves } from "../src/testing/lending.ts";
import { type Candidate, candidates, start } from "./streams/candidates.ts";
import { startPeople } from "./streams/people.ts";
import { type Asking, type Subscribers, subscribeAll } from "./streams/subscribers.ts";

// What a delivery costs a gateway, and what a subscriber that waits: this one and its peers, each in a process of its own;
// subgraphs and clients in this one, over WebSockets on this machine. It reads /proc, and so needs Linux.
// `npm run bench:streams [-- --only "threefold" --subscribers 1,1000 --operations same,people,different]`

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    subscribers: { type: "string", default: "1,100,1000,10000" },
    operations: { type: "string", default: "same,people,different" },
  },
});
const listed = (text: string) => text.split(",");

/** Events in which a candidate is measured: enough deliveries for a figure, and not for longer than this. */
const DELIVERIES = 20_000;
const LONGEST_MS = 15_000;
/** How long nothing comes, before all that was asked for is there. */
const QUIET_MS = 1_000;
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
const OPERATIONS: Readonly<Record<string, (index: number) => Promise<Asking>>> = {
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
for (const operation of listed(values.operations)) {
  for (const count of listed(values.subscribers).map(Number)) {
    if (operation === "different" && count > MOST_DIFFERENT) continue;
    for (const candidate of all) {
      if (count > candidate.most || (values.only !== undefined && values.only !== candidate.name)) continue;
      print(
        `| ${candidate.name} | ${operation} | ${count} | ${(await measure(candidate, operation, count)).join(" | ")} |`,
      );
    }
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function measure(candidate: Candidate, operation: string, count: number): Promise<string[]> {
  const askingOf = OPERATIONS[operation];
  if (askingOf === undefined) throw new Error(`there is no operation "${operation}"`);
  await using gateway = await start(candidate);
  let number = 0;
  const event = async (subscribers: Subscribers) => {
    number += 1;
    subscribers.published();
    for (const field of ["lent", "returned"]) loans.publish(field, loan(number));
    await subscribers.heard(number);
  };
  // What comes with the first subscriber, of code and of compiled plans, is not what the next ones take.
  {
    using first = await subscribeAll(gateway.url, 1, askingOf);
    await settled();
    await event(first);
  }
  await settled();
  const before = gateway.residentBytes();
  using subscribers = await subscribeAll(gateway.url, count, askingOf);
  await settled();
  const idle = gateway.residentBytes();
  for (let warming = 0; warming < 3; warming++) await event(subscribers);
  subscribers.latencies();
  const [cpu, startedAt] = [gateway.cpuSeconds(), performance.now()];
  const events = Math.min(500, Math.max(10, Math.ceil(DELIVERIES / count)));
  let done = 0;
  while (done < events && performance.now() - startedAt < LONGEST_MS) {
    await event(subscribers);
    done += 1;
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const deliveries = done * count;
  const latencies = subscribers.latencies().sort((one, other) => one - other);
  const at = (share: number) => (latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(1);
  return [
    (deliveries / seconds).toFixed(0),
    (((gateway.cpuSeconds() - cpu) * 1e6) / deliveries).toFixed(1),
    at(0.5),
    at(0.99),
    ((idle - before) / 1_000 / count).toFixed(1),
  ];
}

/** Resolves when the subgraph has neither got nor lost a stream for a while: peers do not say when one has begun. */
async function settled(): Promise<void> {
  for (;;) {
    const { streams } = loans.open;
    await wait(QUIET_MS);
    if (loans.open.streams === streams) return;
  }
}
