import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpServer, serve } from "@threefold/http-server";
import { createReplayGuard } from "@threefold/identity";
import { createTestEdge } from "@threefold/identity/testing";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { afterEach, expect, test, vi } from "vitest";
import { createSubgraphServer } from "../server.ts";
import { person } from "../testing/index.ts";
import { fieldEvents } from "./event.ts";

const typeDefs = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { name: String! }
  type Subscription { counted(to: Int!): Int! never: Int! broken: Int! }
`;
async function* count(to: number) {
  for (let n = 1; n <= to; n += 1) yield { id: String(n) };
}
const resolvers = {
  Query: { name: () => "Threefold" },
  Subscription: {
    counted: {
      subscribe: (_: unknown, { to }: { to: number }) => fieldEvents("counted", count(to), ({ id }) => Number(id)),
    },
    never: {
      subscribe: () => {
        const quiet = new ReadableStream<{ id: string }>();
        return fieldEvents("never", quiet, () => 0);
      },
    },
    broken: {
      subscribe: () =>
        fieldEvents("broken", count(2), ({ id }) => {
          if (id === "2") throw new Error("password: hunter2");
          return Number(id);
        }),
    },
  },
};

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each[Symbol.asyncDispose]();
});

interface Received {
  readonly protocol: string | undefined;
  readonly body: { action: string; id: string; verifier: string; payload?: unknown; errors?: unknown };
}

/** Where a router would be. */
async function startRouter(answer: (received: Received) => number | Promise<number> = () => 204) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    const message = { protocol: request.headers["subscription-protocol"] as string | undefined, body };
    received.push(message);
    response.writeHead(await answer(message)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  open.push({ [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())) });
  return { origin, received, actions: () => received.map(({ body }) => body.action) };
}

async function startSubgraph(origins: readonly string[]) {
  const edge = await createTestEdge({ audience: "numbers" });
  const metrics = createMetrics();
  const logger = createLogger({ name: "numbers", level: "silent" });
  const app = createHttpServer({ logger, metrics });
  await createSubgraphServer(app, {
    name: "numbers",
    issuers: edge.issuers,
    guard: createReplayGuard(),
    typeDefs,
    resolvers,
    context: (caller) => ({ caller }),
    callbackOrigins: origins,
    logger,
    metrics,
    introspection: true,
  });
  const listening = await serve(app, { host: "127.0.0.1", port: 0, metrics });
  open.push(listening);
  const ask = async (query: string, subscription: object, signed = true) => {
    const response = await fetch(`${listening.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json;callbackSpec=1.0",
        ...(signed && (await edge.headersFor(person()))),
      },
      body: JSON.stringify({ query, extensions: { subscription } }),
    });
    const protocol = response.headers.get("subscription-protocol");
    return { status: response.status, protocol, body: await response.json() };
  };
  const count = async () => (await metrics.subscriptions.get()).values[0]?.value ?? 0;
  return { ask, count, close: () => listening.close() };
}

const target = (origin: string, more: object = {}) => ({
  callbackUrl: `${origin}/callback/1`,
  subscriptionId: "one",
  verifier: "secret",
  heartbeatIntervalMs: 0,
  ...more,
});

test("events go to the router that asked, in order, after it has answered for itself", async () => {
  const router = await startRouter();
  const subgraph = await startSubgraph([router.origin]);
  const answer = await subgraph.ask("subscription { counted(to: 3) }", target(router.origin));
  expect(answer).toEqual({ status: 200, protocol: "callback/1.0", body: { data: null } });
  await vi.waitFor(() => expect(router.actions()).toEqual(["check", "next", "next", "next", "complete"]), 10_000);
  expect(router.received[1]).toEqual({
    protocol: "callback/1.0",
    body: {
      kind: "subscription",
      action: "next",
      id: "one",
      verifier: "secret",
      payload: { data: { counted: 1 }, extensions: { eventId: "1" } },
    },
  });
});

test("an event is sent again when the router could not take it, and the next one waits", async () => {
  let failures = 1;
  const router = await startRouter(({ body }) => (body.action === "next" && failures-- > 0 ? 503 : 204));
  const subgraph = await startSubgraph([router.origin]);
  await subgraph.ask("subscription { counted(to: 2) }", target(router.origin));
  await vi.waitFor(() => expect(router.actions().at(-1)).toBe("complete"), { timeout: 5_000 });
  expect(router.received.flatMap(({ body }) => (body.payload ? [body.payload] : []))).toMatchObject([
    { data: { counted: 1 } },
    { data: { counted: 1 } },
    { data: { counted: 2 } },
  ]);
});

test("a subscription ends when a heartbeat finds that the router wants no more", async () => {
  let known = true;
  const router = await startRouter(() => (known ? 204 : 404));
  const subgraph = await startSubgraph([router.origin]);
  await subgraph.ask("subscription { never }", target(router.origin, { heartbeatIntervalMs: 20 }));
  await vi.waitFor(() => expect(router.actions().length).toBeGreaterThan(2), 10_000);
  expect(await subgraph.count()).toBe(1);
  known = false;
  await vi.waitFor(async () => expect(await subgraph.count()).toBe(0), 10_000);
});

test("a subscription whose router was away for a moment ends so that the router subscribes again", async () => {
  let away = false;
  const router = await startRouter(({ body }) => (away && body.action === "check" ? 503 : 204));
  const subgraph = await startSubgraph([router.origin]);
  await subgraph.ask("subscription { never }", target(router.origin, { heartbeatIntervalMs: 20 }));
  away = true;
  await vi.waitFor(() => expect(router.actions().at(-1)).toBe("complete"), 10_000);
  expect(router.received.at(-1)?.body.errors).toMatchObject([{ extensions: { code: "SERVICE_UNAVAILABLE" } }]);
});

test("a subgraph that ends says so, so that the router subscribes again", async () => {
  const router = await startRouter();
  const subgraph = await startSubgraph([router.origin]);
  await subgraph.ask("subscription { never }", target(router.origin));
  await subgraph.close();
  expect(router.received.at(-1)?.body).toMatchObject({
    action: "complete",
    errors: [{ extensions: { code: "SERVICE_UNAVAILABLE" } }],
  });
});

test("a subgraph ends at once, though a router has stopped answering", async () => {
  const router = await startRouter(({ body }) => (body.action === "next" ? new Promise(() => {}) : 204));
  const subgraph = await startSubgraph([router.origin]);
  await subgraph.ask("subscription { counted(to: 2) }", target(router.origin));
  await vi.waitFor(() => expect(router.actions()).toEqual(["check", "next"]), 10_000);
  await subgraph.close();
  expect(router.actions()).toEqual(["check", "next", "complete"]);
  expect(router.received.at(-1)?.body.errors).toMatchObject([{ extensions: { code: "SERVICE_UNAVAILABLE" } }]);
});

test("a subscription whose events cannot be read any more ends so that the router subscribes again", async () => {
  const router = await startRouter();
  const subgraph = await startSubgraph([router.origin]);
  await subgraph.ask("subscription { broken }", target(router.origin));
  await vi.waitFor(() => expect(router.actions()).toEqual(["check", "next", "complete"]), 10_000);
  const { errors } = router.received.at(-1)?.body ?? {};
  expect(errors).toMatchObject([{ extensions: { code: "SERVICE_UNAVAILABLE" } }]);
  expect(JSON.stringify(errors)).not.toContain("hunter2");
});

const elsewhere = "http://127.0.0.1:9";
test.each([
  { what: "an address that is not allowed", more: { callbackUrl: `${elsewhere}/` }, status: 403 },
  { what: "an address that is none", more: { callbackUrl: "router" }, status: 400 },
  { what: "no id", more: { subscriptionId: "" }, status: 400 },
  { what: "no verifier", more: { verifier: undefined }, status: 400 },
  { what: "heartbeats back in time", more: { heartbeatIntervalMs: -1 }, status: 400 },
])("$what is refused, and nobody is called", async ({ more, status }) => {
  const router = await startRouter();
  const subgraph = await startSubgraph([router.origin]);
  const answer = await subgraph.ask("subscription { never }", target(router.origin, more));
  expect(answer).toMatchObject({ status, body: { errors: [{ extensions: { code: expect.any(String) } }] } });
  expect(router.received).toEqual([]);
});

test("a request that nobody signed is refused", async () => {
  const router = await startRouter();
  const subgraph = await startSubgraph([router.origin]);
  expect(await subgraph.ask("subscription { never }", target(router.origin), false)).toMatchObject({ status: 401 });
  expect(router.received).toEqual([]);
});

test("a router that does not answer for itself gets nothing", async () => {
  const router = await startRouter(() => 404);
  const subgraph = await startSubgraph([router.origin]);
  expect(await subgraph.ask("subscription { counted(to: 3) }", target(router.origin))).toMatchObject({ status: 400 });
  expect(router.actions()).toEqual(["check"]);
  expect(await subgraph.count()).toBe(0);
});

test("a subscription that cannot be run is refused before the router is asked", async () => {
  const router = await startRouter();
  const subgraph = await startSubgraph([router.origin]);
  const { body } = await subgraph.ask("subscription { uncounted }", target(router.origin));
  expect(body).toMatchObject({ errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }] });
  expect(router.received).toEqual([]);
});
