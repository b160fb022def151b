import { ApolloServer } from "@apollo/server";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createGateway } from "../index.ts";
import { post, serve } from "../testing/apollo-server.ts";
import { believing, type Cinema, startCinema } from "../testing/cinema.ts";

// Apollo Server's response cache, and every cache between, keeps what is public for everybody.

let cinema: Cinema;
let server: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  cinema = await startCinema({ "cache-control": "max-age=60, public" });
  const gateway = createGateway({
    supergraph: cinema.sdl,
    identity: believing,
    guards: { policies: async (policies) => policies },
    subgraphs: { headers: { all: { forward: ["X-API-Key", "x-tenant"] } } },
  });
  server = await serve(new ApolloServer({ gateway }));
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await cinema?.[Symbol.asyncDispose]();
});

it.each([
  ["for everybody what is public", "title", {}, "max-age=60, public"],
  ["not at all what somebody in particular asked for", "title budget", { authorization: "Bearer ada" }, "no-store"],
  ["not at all what a policy decided", "plot", {}, "no-store"],
  ["not at all what subgraphs were sent a credential for", "title", { "x-api-key": "k" }, "no-store"],
  ["for its reader alone what may hang on a header", "title", { "x-tenant": "a" }, "max-age=60, private"],
  ["for everybody what no subgraph was sent the header for", "title", { "x-other": "a" }, "max-age=60, public"],
])("Apollo Server keeps %s", async (_what, fields, headers, policy) => {
  const answer = await post(server.url, `{ films(first: 1) { ${fields} } }`, {}, headers);
  expect(answer.body).not.toHaveProperty("errors");
  expect(answer.headers.get("cache-control")).toBe(policy);
});
