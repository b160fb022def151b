import { compose, parseSubgraph, readSupergraph } from "@threefold/federation";
import { apolloPlanner } from "@threefold/federation/planner/apollo";
import { GraphQLSchema } from "graphql";
import { afterEach, expect, it, vi } from "vitest";
import { execute } from "./execute.ts";
import { prepare } from "./prepare.ts";
import { operationSchema } from "./schema.ts";

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';
const { supergraphSdl } = compose([
  parseSubgraph(
    "films",
    "http://127.0.0.1/films",
    `${link}type Query { works(first: Int = 2): [Work!]! } interface Work { id: ID! title: String }
    type Film implements Work @key(fields: "id") { id: ID! title: String } type Song implements Work { id: ID! title: String }`,
  ),
  parseSubgraph("stars", "http://127.0.0.1/stars", `${link}type Film @key(fields: "id") { id: ID! stars: Int }`),
]);

afterEach(() => vi.restoreAllMocks());

it("asks nothing of the schema while an operation runs: what a request costs does not grow with that", async () => {
  const plan = apolloPlanner(supergraphSdl);
  const planner = { plan: async (document: string) => plan(document), close: async () => {} };
  const document =
    "query ($n: Int, $with: Boolean!) { works(first: $n) { title ... on Film { stars @include(if: $with) } } }";
  const prepared = await prepare(document, undefined, operationSchema(readSupergraph(supergraphSdl), planner));
  if (!prepared.ok) throw prepared.errors[0];

  const works = [
    { __typename: "Film", id: "1", title: "One" },
    { __typename: "Song", id: "2", title: "Two" },
  ];
  const call = {
    fetch: async ({ subgraph }: { subgraph: string }) =>
      subgraph === "films" ? { data: { works: structuredClone(works) } } : { data: { _entities: [{ stars: 5 }] } },
  };
  const run = () => execute(prepared.operation, { variables: { n: 2, with: true }, call });
  // What is written for objects of a type is compiled when the first of them comes.
  await run();
  const asked = vi.fn();
  for (const name of [
    "getTypeMap",
    "getType",
    "getPossibleTypes",
    "getImplementations",
    "isSubType",
    "getRootType",
  ] as const) {
    vi.spyOn(GraphQLSchema.prototype, name).mockImplementation(() => asked(name));
  }
  const { text } = await run();
  expect(text).toBe('{"data":{"works":[{"title":"One","stars":5},{"title":"Two"}]}}');
  expect(asked).not.toHaveBeenCalled();
});
