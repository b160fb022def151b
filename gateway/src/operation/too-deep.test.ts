import { compose, parseSubgraph } from "@threefold/federation";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startGateway, type TestGateway } from "../testing/gateway.ts";
import { listeningLogger } from "../testing/logger.ts";
import { startSubgraph, type TestSubgraph } from "../testing/subgraph.ts";

// What stands in itself so deep that who reads it has no room left is the client's fault, and no subgraph's.

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  scalar JSON
  input Filter { not: Filter, given: JSON }
  type Query { found(by: Filter, like: JSON): Int }
`;

let subgraph: TestSubgraph;
let gateway: TestGateway;
let failed = false;
beforeAll(async () => {
  subgraph = await startSubgraph({ sdl: SDL, resolvers: { Query: { found: () => 1 } } });
  const { logger, until } = listeningLogger();
  void until("unexpected error").then(() => {
    failed = true;
  });
  gateway = await startGateway(compose([parseSubgraph("things", subgraph.url, SDL)]).supergraphSdl, { logger });
});
afterAll(async () => {
  for (const part of [gateway, subgraph]) await part[Symbol.asyncDispose]();
});

const nested = (depth: number, [open, close]: readonly [string, string], inmost: string) =>
  open.repeat(depth) + inmost + close.repeat(depth);

it.each([
  ["of a scalar", "query ($v: JSON) { found(like: $v) }", ["[", "]"], "1"],
  ["of an input that holds itself", "query ($v: Filter) { found(by: $v) }", ['{"not":', "}"], "{}"],
] as const)(
  "variables %s are taken as deep as anybody needs, and refused far beyond",
  async (_what, query, braces, inmost) => {
    // As text: who writes it has no room for such values either.
    const ask = async (depth: number) => {
      const body = `{"query":"${query}","variables":{"v":${nested(depth, braces, inmost)}}}`;
      const headers = { "content-type": "application/json" };
      const response = await fetch(`${gateway.url}/graphql`, { method: "POST", headers, body });
      return { status: response.status, ...((await response.json()) as object) };
    };
    expect(await ask(400)).toMatchObject({ status: 200, data: { found: 1 } });
    for (const depth of [501, 3_000, 50_000]) {
      const code = "BAD_USER_INPUT";
      expect(await ask(depth)).toMatchObject({ status: 400, errors: [{ extensions: { code } }] });
    }
    expect(failed).toBe(false);
  },
);

it("a document whose fragments lead from one to the next is answered, however many there are", async () => {
  const fragments = Array.from({ length: 1_850 }, (_, index) => `fragment F${index} on Query { ...F${index + 1} }`);
  const query = `{ ...F0 } ${fragments.join(" ")} fragment F1850 on Query { found }`;
  // How many there is room for depends on the machine: that there is none is never the gateway's fault.
  expect([200, 400]).toContain((await gateway.ask(query)).status);
  expect(failed).toBe(false);
});
