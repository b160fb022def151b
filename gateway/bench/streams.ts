import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { WebSocket } from "ws";
import { temporaryFolder } from "../src/testing/gateway.ts";
import { lendingSupergraph, loan, startLoans, startShelves } from "../src/testing/lending.ts";
import { runProgram } from "../src/testing/program.ts";

// What a delivery costs the gateway, and what a subscriber that waits: the real program in a process of its own, and
// subgraphs and clients in this one, over WebSockets on this machine. `npm run bench:streams [-- SUBSCRIBERS ...]`

const COUNTS = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 100, 1_000, 10_000];
const DELIVERIES = 20_000;

/** All with one operation share a stream; with a variable of their own, nobody does. */
const CASES = {
  same: () => undefined,
  different: (index: number) => ({ isbn: String(index) }),
} as const;
const QUERY = "subscription($isbn: ID) { lent(isbn: $isbn) { number reader book { isbn title shelf } } }";

await using folder = await temporaryFolder();
await using loans = await startLoans();
await using shelves = await startShelves();
const supergraph = join(folder.path, "supergraph.graphql");
const config = join(folder.path, "gateway.json");
await writeFile(supergraph, lendingSupergraph({ loans: loans.url, shelves: shelves.url }));
await writeFile(config, JSON.stringify({ subscriptions: { "max-per-user": 100_000, heartbeat: 600_000 } }));

print("| subscribers | operation | deliveries/s | CPU µs per delivery | p50 ms | p99 ms | kB per idle subscriber |");
print("|---|---|---|---|---|---|---|");
for (const count of COUNTS) {
  for (const name of ["same", "different"] as const) {
    // Of 10,000 streams that nobody shares, the subgraph in this process would be what is measured.
    if (name === "different" && count > 1_000) continue;
    print(`| ${count} | ${name} | ${(await measure(count, CASES[name])).join(" | ")} |`);
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function measure(count: number, variablesOf: (index: number) => object | undefined): Promise<string[]> {
  await using gateway = runProgram([
    "--supergraph",
    supergraph,
    "--config",
    config,
    "--port",
    "0",
    "--metrics-port",
    "0",
  ]);
  const { url, metrics } = await gateway.logged("listening");
  const read = () => readMetrics(String(metrics));
  // What comes with the first subscriber, of code and of compiled plans, is not what the next ones take.
  const first = await subscribe(String(url), undefined, () => {});
  await loans.until(() => loans.open.streams === 1);
  first.terminate();
  await loans.until(() => loans.open.streams === 0);
  const before = await read();
  let received = 0;
  const latencies: number[] = [];
  let publishedAt = 0;
  const clients = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      subscribe(String(url), variablesOf(index), () => {
        received += 1;
        latencies.push(performance.now() - publishedAt);
      }),
    ),
  );
  while ((await read()).subscriptions < count) await turn();
  await loans.until(() => loans.open.streams === (variablesOf(0) === undefined ? 1 : count));
  const idle = await read();
  const event = async (number: number) => {
    const target = received + count;
    publishedAt = performance.now();
    loans.publish("lent", loan(number));
    while (received < target) await turn();
  };
  for (let number = 0; number < 5; number++) await event(number);
  latencies.length = 0;
  const start = await read();
  const startedAt = performance.now();
  const events = Math.min(500, Math.max(10, Math.ceil(DELIVERIES / count)));
  for (let number = 0; number < events; number++) await event(number);
  const seconds = (performance.now() - startedAt) / 1_000;
  const cpu = (await read()).cpu - start.cpu;
  for (const client of clients) client.terminate();
  await loans.until(() => loans.open.streams === 0);
  const deliveries = events * count;
  latencies.sort((one, other) => one - other);
  const at = (share: number) => (latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(1);
  return [
    (deliveries / seconds).toFixed(0),
    ((cpu * 1e6) / deliveries).toFixed(1),
    at(0.5),
    at(0.99),
    ((idle.memory - before.memory) / 1_000 / count).toFixed(1),
  ];
}

async function subscribe(url: string, variables: object | undefined, onNext: () => void): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
    perMessageDeflate: false,
  });
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  socket.send('{"type":"connection_init"}');
  await new Promise((resolve) => socket.once("message", resolve));
  socket.on("message", onNext);
  socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: QUERY, variables } }));
  return socket;
}

async function readMetrics(url: string): Promise<{ cpu: number; memory: number; subscriptions: number }> {
  const text = await (await fetch(url)).text();
  const value = (name: string) => Number(new RegExp(`^${name} (.*)$`, "m").exec(text)?.[1] ?? 0);
  return {
    cpu: value("process_cpu_seconds_total"),
    memory: value("process_resident_memory_bytes"),
    subscriptions: value("graphql_subscriptions"),
  };
}
