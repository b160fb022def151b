import { compose, parseSubgraph } from "@threefold/federation";
import { GraphQLError } from "graphql";
import { expect, it } from "vitest";
import { startGateway } from "../../testing/gateway.ts";
import { openStream } from "../../testing/open-stream.ts";
import { startSubgraph } from "../../testing/subgraph.ts";

// What stands in a list is told by a subgraph that knows no types of it: which it is, the other subgraph tells later.

const V02 = "multipart/mixed;incrementalSpec=v0.2, application/json";
const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject"])
`;
const MEDIA = `${link}
  type Query { media: [Media!]! }
  interface Media @key(fields: "id") { id: ID! title: String }
  type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
  type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }
`;
const RATINGS = `${link}
  type Query { rated: [Media!]! }
  type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }
`;
const media = [
  { __typename: "Book", id: "1", title: "Emma", pages: 474 },
  { __typename: "Film", id: "2", title: "Clueless", minutes: 97 },
];
const known = ({ id }: { id: string }) => media.find((one) => one.id === id);
async function answer(query: string, resolve: typeof known = known): Promise<unknown[]> {
  await using owner = await startSubgraph({
    sdl: MEDIA,
    resolvers: {
      Query: { media: () => media },
      ...Object.fromEntries(["Media", "Book", "Film"].map((type) => [type, { __resolveReference: resolve }])),
    },
  });
  await using ratings = await startSubgraph({
    sdl: RATINGS,
    resolvers: { Query: { rated: () => media.map(({ id }, index) => ({ id, stars: index + 4 })) } },
  });
  const supergraph = compose([
    parseSubgraph("media", owner.url, MEDIA),
    parseSubgraph("ratings", ratings.url, RATINGS),
  ]);
  await using gateway = await startGateway(supergraph.supergraphSdl, { streams: { drain: 0 } });
  const stream = await openStream(gateway.url, V02, { query });
  return (await stream.rest())
    .split("\r\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
}

const FIRST = { rated: [{ stars: 4 }, { stars: 5 }] };

it("what is deferred on one type comes for the objects that turn out to be of it", async () => {
  expect(await answer("{ rated { stars ... on Book @defer { title pages } } }")).toEqual([
    { data: FIRST, pending: [{ id: "0", path: ["rated", 0] }], hasNext: true },
    { incremental: [{ id: "0", data: { title: "Emma", pages: 474 } }], completed: [{ id: "0" }], hasNext: false },
  ]);
});

it("so does what is deferred within a part that tells the type", async () => {
  const query = "{ rated { stars ... @defer { title ... on Book { pages ... @defer { __typename id } } } } }";
  const [, second, third] = await answer(query);
  expect(second).toMatchObject({
    pending: [{ id: "2", path: ["rated", 0] }],
    incremental: [
      { id: "0", data: { title: "Emma", pages: 474 } },
      { id: "1", data: { title: "Clueless" } },
    ],
  });
  const data = { __typename: "Book", id: "1" };
  expect(third).toEqual({ incremental: [{ id: "2", data }], completed: [{ id: "2" }], hasNext: false });
});

it("what is deferred on objects whose type nobody can tell is waited for, and over without data", async () => {
  const lost = () => {
    throw new GraphQLError("Nobody knows.", { extensions: { code: "UNKNOWN" } });
  };
  const [first, second] = await answer("{ rated { stars ... on Book @defer { title } } }", lost);
  expect(first).toMatchObject({ data: FIRST, errors: [{ extensions: { code: "UNKNOWN" } }], hasNext: true });
  expect(second).toEqual({ completed: [{ id: "0" }, { id: "1" }], hasNext: false });
});
