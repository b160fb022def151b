import { expect, test } from "vitest";
import { compare, sideOf } from "../testing/sides.ts";

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])\n';
const one = `${LINK}type Query { user: User price: Money }
type User @key(fields: "id") { id: ID! }
type Money @shareable {
  amount: Int!
}
`;
const two = `${LINK}type User @key(fields: "id") {
  id: ID!
  role: String
  owes: Money
}
type Money @shareable {
  amount: Int!
}
`;

test.each([
  { what: "a field that is gone", from: "  role: String\n", to: "", code: "FIELD_REMOVED", line: 2 },
  {
    what: "a field of several subgraphs",
    from: "amount: Int!",
    to: "amount: Int",
    code: "FIELD_TYPE_CHANGED",
    line: 8,
  },
])("$what is shown in the file of the subgraph that changed it", async ({ from, to, code, line }) => {
  const head = sideOf("head", { one, two: two.replace(from, to) });
  const { findings } = await compare(sideOf("base", { one, two }), head);
  expect(findings.find((finding) => finding.code === code)).toMatchObject({
    place: { file: "head/two.graphql", line, subgraph: "two" },
  });
});
