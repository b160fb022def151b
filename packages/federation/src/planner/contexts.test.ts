import { parse, print } from "graphql";
import { describe, expect, it } from "vitest";
import { compose, parseSubgraph } from "../index.ts";
import { apolloPlanner } from "./apollo.ts";

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@context", "@fromContext", "@external"])\n';
const { supergraphSdl } = compose([
  parseSubgraph(
    "shops",
    "http://127.0.0.1/shops",
    `${LINK}
    type Query { shop: Shop }
    type Shop @key(fields: "id") @context(name: "shop") { id: ID! currency: String item: Item }
    type Item @key(fields: "id") { id: ID! }`,
  ),
  parseSubgraph(
    "prices",
    "http://127.0.0.1/prices",
    `${LINK}
    type Shop @key(fields: "id") @context(name: "shop") { id: ID! currency: String @external }
    type Item @key(fields: "id") { id: ID! price(currency: String @fromContext(field: "$shop { currency }")): Int }`,
  ),
]);

describe("a field whose argument comes from an object above it", () => {
  const document = "query ($yes: Boolean!) { shop { item { price } currency @include(if: $yes) } }";

  it("is planned the same however the supergraph is printed", () => {
    const rewritten = supergraphSdl.replaceAll("contextArguments: [{", "contextArguments:[ {");
    expect(rewritten).not.toBe(supergraphSdl);
    expect(print(parse(rewritten))).toBe(print(parse(supergraphSdl)));
    const plan = apolloPlanner(supergraphSdl)(document);
    expect(apolloPlanner(rewritten)(document)).toEqual(plan);
    // What the argument comes from is fetched whether or not the client wants to see it.
    expect(JSON.stringify(plan)).not.toContain("@include");
  });
});
