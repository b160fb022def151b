import { createPrismaAdapter } from "@threefold/database";
import { column, eventually, scratchDatabase } from "@threefold/database/testing";
import { createHttpServer, serve } from "@threefold/http-server";
import { createReplayGuard } from "@threefold/identity";
import { createTestEdge } from "@threefold/identity/testing";
import { SECRET } from "@threefold/rest-server";
import { createLogger, createMetrics } from "@threefold/telemetry";
import Type from "typebox";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { addRest } from "./rest/index.ts";
import { createSubgraphServer } from "./server.ts";

const typeDefs = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { lamps: Int! asleep: Int hanging: Int }
  type Mutation { buyLamp(asleep: Boolean!): Int }
`;

const SLEEPING = "SELECT count(*)::int FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'";

/** A service that sells lamps, and sleeps in its database. What it wrote of errors is in `log`. */
async function startLamps() {
  const database = await scratchDatabase();
  const adapter = createPrismaAdapter({ url: database.ownerUrl, poolSize: 2 });
  const connection = await adapter.connect();
  const query = (sql: string) => ({ sql, args: [], argTypes: [] });
  await connection.executeRaw(query("CREATE TABLE lamp AS SELECT 1 AS id"));
  const run = async (sql: string) => (await connection.queryRaw(query(sql))).rows[0]?.[0];
  const sleep = () => run("SELECT pg_sleep(60)");
  const resolvers = {
    Query: {
      lamps: () => run("SELECT count(*)::int FROM lamp"),
      asleep: sleep,
      hanging: () => new Promise(() => {}),
    },
    Mutation: {
      buyLamp: async (_: unknown, { asleep }: { asleep: boolean }) => {
        const transaction = await connection.startTransaction();
        try {
          await transaction.executeRaw(query("DELETE FROM lamp"));
          if (asleep) await transaction.queryRaw(query("SELECT pg_sleep(60)"));
          await transaction.executeRaw(query("COMMIT"));
          await transaction.commit();
        } catch (error) {
          await transaction.executeRaw(query("ROLLBACK"));
          await transaction.rollback();
          throw error;
        }
        return 0;
      },
    },
  };
  const edge = await createTestEdge({ audience: "lamps" });
  const metrics = createMetrics();
  const logger = createLogger({ name: "lamps", level: "silent" });
  const app = createHttpServer({ logger, metrics });
  const context = (caller: Parameters<Parameters<typeof createSubgraphServer>[1]["context"]>[0]) => ({ caller });
  const shared = { name: "lamps", issuers: edge.issuers, guard: createReplayGuard(), context };
  await createSubgraphServer(app, { ...shared, typeDefs, resolvers, logger, metrics, introspection: true });
  addRest(app, {
    ...shared,
    routes(api) {
      const answer = Type.Object({ lamps: Type.Integer() });
      const route = { tag: "lamps", summary: "Lamps", answer, cache: SECRET };
      api.read({
        ...route,
        id: "lamps",
        path: "/lamps",
        handle: async () => ({ lamps: await resolvers.Query.lamps() }),
      });
      api.read({ ...route, id: "asleep", path: "/asleep", handle: async () => ({ lamps: await sleep() }) });
    },
  });
  const listening = await serve(app, { host: "127.0.0.1", port: 0, metrics });
  // A connection of its own for each: fetch opens one in advance after it gave one up, and a server cannot tell that it is idle.
  const within = (ms: string) => ({ "x-deadline-ms": ms, connection: "close" });
  return {
    async ask(query: string, ms: string, signal?: AbortSignal) {
      const headers = { "content-type": "application/json", ...within(ms) };
      const body = JSON.stringify({ query });
      const init = { method: "POST", headers, body, ...(signal && { signal }) };
      const response = await fetch(`${listening.url}/graphql`, init);
      return { status: response.status, ...((await response.json()) as object) };
    },
    async rest(path: string, ms: string) {
      const response = await fetch(listening.url + path, { headers: within(ms) });
      return { status: response.status, body: await response.json() };
    },
    sleeping: (count: number) => eventually(() => column(database.ownerUrl, SLEEPING), [count]),
    lamps: () => column(database.ownerUrl, "SELECT id FROM lamp"),
    async [Symbol.asyncDispose]() {
      await listening.close();
      await adapter.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

let lamps: Awaited<ReturnType<typeof startLamps>>;
beforeAll(async () => {
  lamps = await startLamps();
});
afterAll(() => lamps[Symbol.asyncDispose]());
beforeEach(() => lamps.sleeping(0));

const LATE = { status: 504, errors: [{ extensions: { code: "GATEWAY_TIMEOUT" } }] };
const PROBLEM = { status: 504, body: { type: "https://threefold.example/problems/service-timeout" } };

it("a request with time enough, or that says nothing that is a time, is answered", async () => {
  for (const ms of ["60000", "99999999999", "soon", "-1"]) {
    expect(await lamps.ask("{ lamps }", ms)).toEqual({ status: 200, data: { lamps: 1 } });
    expect(await lamps.rest("/lamps", ms)).toEqual({ status: 200, body: { lamps: 1 } });
  }
});

it("a request without time is refused before anything is done", async () => {
  expect(await lamps.ask("{ lamps }", "0")).toMatchObject(LATE);
  expect(await lamps.ask("mutation { buyLamp(asleep: false) }", "0")).toMatchObject(LATE);
  expect(await lamps.rest("/lamps", "0")).toMatchObject(PROBLEM);
  expect(await lamps.lamps()).toEqual([1]);
});

it("when the time of a request is over, its statement is cancelled, and it is told so", async () => {
  const answers = Promise.all([lamps.ask("{ lamps asleep }", "1500"), lamps.rest("/asleep", "1500")]);
  await lamps.sleeping(2);
  const [graphql, rest] = await answers;
  expect(graphql).toMatchObject(LATE);
  expect(rest).toMatchObject(PROBLEM);
  await lamps.sleeping(0);
});

it("what does not wait for the database is answered for as well", async () => {
  expect(await lamps.ask("{ hanging }", "50")).toMatchObject(LATE);
});

it("a mutation whose time is over is undone", async () => {
  const answer = lamps.ask("mutation { buyLamp(asleep: true) }", "1500");
  await lamps.sleeping(1);
  expect(await answer).toMatchObject(LATE);
  await lamps.sleeping(0);
  expect(await lamps.lamps()).toEqual([1]);
});

it("a caller that goes before its time is over leaves no statement behind", async () => {
  const gone = new AbortController();
  const answer = lamps.ask("{ asleep }", "1500", gone.signal);
  await lamps.sleeping(1);
  gone.abort();
  await expect(answer).rejects.toThrow("aborted");
  await lamps.sleeping(0);
});
