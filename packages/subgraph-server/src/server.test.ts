import { connect } from "node:net";
import { PassThrough } from "node:stream";
import { auditsOf, REFUSED_AS_FORGED } from "@threefold/graphql-http/testing";
import { createHttpServer, serve } from "@threefold/http-server";
import { createReplayGuard } from "@threefold/identity";
import { createTestEdge } from "@threefold/identity/testing";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { expect, it } from "vitest";
import { createSubgraphServer } from "./server.ts";

const typeDefs = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  enum CacheControlScope { PUBLIC PRIVATE }
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  type Query { name: String! @cacheControl(maxAge: 60) }
  type Mutation { rename(name: String!): String! }
`;
const resolvers = {
  Query: { name: () => "Threefold" },
  Mutation: { rename: (_: unknown, { name }: { name: string }) => name },
};

/** A subgraph without a database. `log` is what it has written so far. */
async function startSubgraph() {
  const edge = await createTestEdge({ audience: "names" });
  const metrics = createMetrics();
  const destination = new PassThrough();
  const log: string[] = [];
  destination.on("data", (chunk) => log.push(String(chunk)));
  const logger = createLogger({ name: "names", destination });
  const app = createHttpServer({ logger, metrics });
  const context = (caller: Parameters<Parameters<typeof createSubgraphServer>[1]["context"]>[0]) => ({ caller });
  const guard = createReplayGuard();
  const common = { name: "names", issuers: edge.issuers, guard, typeDefs, resolvers, context, logger, metrics };
  await createSubgraphServer(app, { ...common, introspection: true });
  const listening = await serve(app, { host: "127.0.0.1", port: 0, metrics });
  return { ...listening, edge, log, [Symbol.asyncDispose]: () => listening.close() };
}

it("the audits of graphql-http find no error and no warning in a subgraph", async () => {
  await using subgraph = await startSubgraph();
  const { ok, others } = await auditsOf(`${subgraph.url}/graphql`);
  expect(others).toEqual(REFUSED_AS_FORGED);
  expect(ok).toBeGreaterThan(50);
});

it.each(["", "a b", "[", "%%"])("a host name that is none is no fault of the subgraph's: %j", async (host) => {
  await using subgraph = await startSubgraph();
  const socket = connect(Number(new URL(subgraph.url).port), "127.0.0.1");
  const body = JSON.stringify({ query: "{ name }" });
  const head = ["POST /graphql HTTP/1.1", `Host: ${host}`, "Content-Type: application/json", "Connection: close"];
  socket.write([...head, `Content-Length: ${body.length}`, "", body].join("\r\n"));
  const answer = Buffer.concat(await socket.toArray()).toString();
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n.*\{"data":\{"name":"Threefold"\}\}\s*$/s);
  expect(subgraph.log.join("")).not.toMatch(/"level":"error"|stack/);
});

it("says how long an answer may be kept, so that a gateway can say it too", async () => {
  await using subgraph = await startSubgraph();
  const ask = (query: string) =>
    fetch(`${subgraph.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
  expect((await ask("{ name }")).headers.get("cache-control")).toBe("max-age=60, public");
  expect((await ask("{ __typename }")).headers.get("cache-control")).toBe("no-store");
});

it("a mutation by GET is refused with 405", async () => {
  await using subgraph = await startSubgraph();
  const query = encodeURIComponent('mutation { rename(name: "a") }');
  const headers = { "apollo-require-preflight": "1" };
  expect((await fetch(`${subgraph.url}/graphql?query=${query}`, { headers })).status).toBe(405);
});

it("a bad credential is refused whole, with the reason", async () => {
  await using subgraph = await startSubgraph();
  const response = await fetch(`${subgraph.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-threefold-identity": "nonsense" },
    body: JSON.stringify({ query: "{ name }" }),
  });
  expect({ status: response.status, ...((await response.json()) as object) }).toMatchObject({
    status: 401,
    errors: [{ extensions: { code: "UNAUTHENTICATED", reason: "malformed" } }],
  });
});
