import { ApolloServer, HeaderMap } from "@apollo/server";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { beforeEach, expect, it } from "vitest";
import { createGateway, type GatewayOptions } from "../index.ts";
import { serve } from "../testing/apollo-server.ts";
import { believing } from "../testing/cinema.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";

const DEFERRED = "{ books { title ... @defer { author { name } } } }";
const TAKES_PARTS = "multipart/mixed;deferSpec=20220824, application/json";

/** What the gateway's budget was asked, in turn. */
let charges: string[];
beforeEach(() => {
  charges = [];
});
const store = {
  take: async () => {
    charges.push("taken");
    return { ok: true, fullAt: 0 } as const;
  },
  shift: async () => void charges.push("settled"),
};

/** What a client says that takes an answer in parts. */
const taking = (headers: Readonly<Record<string, string>> = {}) => ({
  method: "POST",
  headers: new HeaderMap(Object.entries({ accept: TAKES_PARTS, ...headers })),
  search: "",
  body: {},
});

/** Asks in Apollo Server for an answer in parts, and has all ended. */
async function ask(options: Partial<GatewayOptions>, headers: Readonly<Record<string, string>> = {}) {
  await using books = await startBooks();
  await using authors = await startAuthors();
  const metrics = createMetrics();
  const gateway = createGateway({
    supergraph: librarySupergraph({ books: books.url, authors: authors.url }),
    metrics,
    ...options,
  });
  const told: string[] = [];
  const server = new ApolloServer({
    gateway,
    plugins: [
      gateway.deferPlugin,
      {
        requestDidStart: async () => ({
          didEncounterErrors: async ({ errors }) => void told.push(...errors.map(({ message }) => message)),
        }),
      },
    ],
  });
  const { body, http: sent } = await server.executeOperation({ query: DEFERRED, http: taking(headers) });
  await server.stop();
  const counted = /^graphql_operations_total.* (\d+)$/gm;
  const counts = Array.from((await metrics.registry.metrics()).matchAll(counted), ([, count]) => Number(count));
  return { body, status: sent.status, told, operations: counts.reduce((sum, count) => sum + count, 0) };
}

it("an answer in parts that nobody reads is counted and charged, and keeps no gateway from stopping", async () => {
  const { body, operations } = await ask({ guards: { cost: { perMinute: 1_000, store } } });
  expect(body.kind).toBe("incremental");
  expect(operations).toBe(1);
  expect(charges).toEqual(["taken", "settled"]);
});

it("an operation that is refused is refused and counted once, and the server's plugins hear of it", async () => {
  const { body, told, operations } = await ask({ guards: { cost: { max: 1 } } });
  expect(body).toMatchObject({
    kind: "single",
    singleResult: { errors: [{ extensions: { code: "COST_ESTIMATED_TOO_EXPENSIVE" } }] },
  });
  expect(told).toEqual([expect.stringMatching(/cost/)]);
  expect(operations).toBe(1);
});

it("a credential that is not good is looked at once", async () => {
  let looks = 0;
  const identity: GatewayOptions["identity"] = {
    async identify(headers) {
      looks += 1;
      return headers.authorization === undefined
        ? believing.identify(headers)
        : { refusal: { message: "Not you.", temporary: false } };
    },
  };
  const { status, told } = await ask({ identity }, { authorization: "Bearer ada" });
  expect([status, told, looks]).toEqual([401, ["Not you."], 1]);
});

it("what fails in the host's own code for one request keeps no gateway from stopping", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  const gateway = createGateway({
    supergraph: librarySupergraph({ books: books.url, authors: authors.url }),
    addressOf() {
      throw new Error("no address");
    },
  });
  const logger = createLogger({ name: "server", level: "silent" });
  const server = new ApolloServer({ gateway, plugins: [gateway.deferPlugin], logger });
  const asking = server.executeOperation({ query: DEFERRED, http: taking() });
  await expect(asking).rejects.toThrow("Internal server error");
  await server.stop();
});

it("an operation of a batch is answered whole, as are the others of it", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  const gateway = createGateway({ supergraph: librarySupergraph({ books: books.url, authors: authors.url }) });
  const plugins = [gateway.deferPlugin];
  await using served = await serve(new ApolloServer({ gateway, plugins, allowBatchedHttpRequests: true }));
  const response = await fetch(served.url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: TAKES_PARTS },
    body: JSON.stringify([{ query: DEFERRED }, { query: "{ authors { name } }" }]),
  });
  const names = [{ name: "Dickens" }, { name: "Eliot" }];
  const shelf = names.map((author, index) => ({ title: ["Pickwick", "Middlemarch"][index], author }));
  expect(await response.json()).toEqual([{ data: { books: shelf } }, { data: { authors: names } }]);
});

it("an internal error in parts, which no formatError of the server sees, is masked by the gateway", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  const gateway = createGateway({ supergraph: librarySupergraph({ books: books.url, authors: authors.url }) });
  const server = new ApolloServer({ gateway, plugins: [gateway.deferPlugin] });
  const query = "{ broken ... @defer { again: broken } }";
  const { body } = await server.executeOperation({ query, http: taking() });
  if (body.kind !== "incremental") throw new Error(`it was answered ${body.kind}`);
  const parts: unknown[] = [body.initialResult];
  for await (const part of body.subsequentResults) parts.push(part);
  await server.stop();
  expect(JSON.stringify(parts).match(/The subgraph \\"books\\" failed\./g)).toHaveLength(2);
  expect(JSON.stringify(parts)).not.toContain("ECONNREFUSED");
});
