import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import Fastify from "fastify";
import { Agent, request } from "undici";

const USAGE = `node rest/bench/screens.ts [--seconds 1] [--rounds 5] [--port-base 4000]

Requests a second on the running system (SQL_COUNTS=on npm start), all ways in turn, round by round: a product by the edge beside bare Fastify
that serves the same bytes from memory, and screens 1, 2 and 11 as JSON:API (R2), as a view (R3) and as one GraphQL query. With each, the
bytes of its answer and the SQL statements that it causes. What is compared runs on this machine beside its measuring.`;

interface Way {
  readonly screen: string;
  readonly way: string;
  readonly url: string;
  readonly query?: string;
}

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "1" },
    rounds: { type: "string", default: "5" },
    "port-base": { type: "string", default: "4000" },
    help: { type: "boolean" },
  },
});

/** The least that anything over HTTP costs here: text from memory. */
async function serveFloor(text: string): Promise<void> {
  const app = Fastify();
  app.get("/", (_request, reply) => reply.type("application/json; charset=utf-8").send(text));
  process.send?.(await app.listen({ port: 0, host: "127.0.0.1" }));
}

async function measure(base: number, ms: number, rounds: number): Promise<void> {
  const edge = `http://127.0.0.1:${base + 4}`;
  const listed = await (await fetch(`${edge}/products?limit=1&minRating=1`)).json();
  const id: string = listed.data[0].id;
  const floor = fork(import.meta.filename, [], {
    env: { ...process.env, THREEFOLD_FLOOR: await (await fetch(`${edge}/products/${id}`)).text() },
  });
  const [floorUrl] = await once(floor, "message");
  const dispatcher = new Agent({ connections: 16, pipelining: 1 });
  try {
    const rates = new Map<Way, number[]>();
    const all = waysFor(`http://127.0.0.1:${base}`, edge, id, String(floorUrl));
    for (let round = 0; round < rounds; round += 1) {
      for (const way of all) rates.set(way, [...(rates.get(way) ?? []), await rateOf(way, ms, dispatcher)]);
    }
    write("screen              way                            requests/s   bytes   SQL statements");
    for (const way of all) {
      const { bytes, statements } = await costOf(way, base, dispatcher);
      const rate = Math.round(median(rates.get(way) ?? []));
      write(
        `${way.screen.padEnd(20)}${way.way.padEnd(30)}${String(rate).padStart(11)}${String(bytes).padStart(8)}${String(statements).padStart(17)}`,
      );
    }
  } finally {
    floor.kill();
    await dispatcher.close();
  }
}

const CARD = "id name price { amount currency } thumbnail { url alt }";

function waysFor(gateway: string, edge: string, id: string, floor: string): Way[] {
  const graph = (query: string) => ({ url: `${gateway}/graphql`, query });
  const jsonApi = (path: string, parameters: Record<string, string>) => ({
    url: `${edge}/jsonapi${path}?${new URLSearchParams(parameters)}`,
  });
  const person = { "fields[users]": "displayName" };
  return [
    { screen: "a product", way: "bare Fastify (the floor)", url: floor },
    { screen: "a product", way: "R1 by the service itself", url: `${edge.replace(/4$/, "1")}/products/${id}` },
    { screen: "a product", way: "R1 by the edge", url: `${edge}/products/${id}` },
    {
      screen: "1 product list",
      way: "R2 JSON:API",
      ...jsonApi("/products", {
        "page[size]": "20",
        include: "seller",
        "fields[products]": "name,price,thumbnail,averageRating,reviewCount,seller",
        ...person,
      }),
    },
    { screen: "1 product list", way: "R3 view", url: `${edge}/views/product-list` },
    {
      screen: "1 product list",
      way: "GraphQL",
      ...graph(
        `{ products(first: 20) { edges { node { ${CARD} averageRating reviewCount seller { displayName } } } pageInfo { endCursor } } }`,
      ),
    },
    {
      screen: "2 product detail",
      way: "R2 JSON:API",
      ...jsonApi(`/products/${id}`, {
        include: "seller,stock,reviews.author",
        "relatedPage[reviews]": "5",
        "fields[products]": "name,tagline,description,price,images,seller,stock,reviews",
        "fields[stocks]": "available",
        "fields[reviews]": "rating,title,body,author",
        ...person,
      }),
    },
    { screen: "2 product detail", way: "R3 view", url: `${edge}/views/product-detail/${id}` },
    {
      screen: "2 product detail",
      way: "GraphQL",
      ...graph(`{ product(id: "${id}") { name tagline description price { amount currency } images { url alt } stock { available }
        seller { displayName } reviews(first: 5) { edges { node { rating title body author { displayName } } } } } }`),
    },
    { screen: "11 home", way: "R3 view", url: `${edge}/views/home` },
    {
      screen: "11 home",
      way: "GraphQL",
      ...graph(`{ categories { name } newest: products(first: 8) { edges { node { ${CARD} } } }
        bestRated: products(first: 8, sort: RATING) { edges { node { ${CARD} } } } }`),
    },
  ];
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

async function ask({ url, query }: Way, dispatcher: Agent): Promise<string> {
  const { statusCode, body } = await request(url, {
    dispatcher,
    ...(query !== undefined && {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    }),
  });
  const text = await body.text();
  if (statusCode !== 200 || text.includes('"errors"'))
    throw new Error(`${url} answered ${statusCode}: ${text.slice(0, 300)}`);
  return text;
}

/** Requests a second of 16 clients that each wait for their answer. */
async function rateOf(way: Way, ms: number, dispatcher: Agent): Promise<number> {
  const start = performance.now();
  let count = 0;
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (performance.now() - start < ms) {
        await ask(way, dispatcher);
        count += 1;
      }
    }),
  );
  return (count * 1000) / (performance.now() - start);
}

async function costOf(way: Way, base: number, dispatcher: Agent): Promise<{ bytes: number; statements: number }> {
  const before = await statementsOf(base);
  const text = await ask(way, dispatcher);
  // They are counted when the request's connection is done with it.
  await wait(200);
  return { bytes: Buffer.byteLength(text), statements: (await statementsOf(base)) - before };
}

async function statementsOf(base: number): Promise<number> {
  const texts = await Promise.all(
    [11, 12, 13].map(async (offset) => (await fetch(`http://127.0.0.1:${base + offset}/metrics`)).text()),
  );
  if (!texts.some((text) => text.includes("sql_statements_total")))
    throw new Error("the services count no SQL: start the system with SQL_COUNTS=on npm start");
  const counts = texts.flatMap((text) =>
    Array.from(text.matchAll(/^sql_statements_total\{[^}]*route="([^"]*)"[^}]*\} (\d+)$/gm), ([, route, count]) =>
      route?.startsWith("/health") ? 0 : Number(count),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (process.env["THREEFOLD_FLOOR"] !== undefined) await serveFloor(process.env["THREEFOLD_FLOOR"]);
else if (values.help) write(USAGE);
else await measure(Number(values["port-base"]), Number(values.seconds) * 1000, Number(values.rounds));
