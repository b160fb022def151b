import type { Rules } from "@threefold/subgraph-server";
import { expect, test } from "vitest";
import { unguarded } from "./coverage.ts";
import { documentOf } from "./document.ts";

const rules = {
  thing: { thing: "Things", action: "read", guards: ["Query.thing", "Thing"], to: ["everybody"], otherwise: "hidden" },
  price: {
    thing: "What a thing costs",
    action: "read",
    guards: ["Thing.price"],
    to: ["owner", "staff", "sales:read", "service orders"],
    owner: "its seller",
    otherwise: "forbidden",
  },
} as const satisfies Rules;

const SCHEMA = `
  type Query { thing: Thing }
  type Thing @key(fields: "id") { id: ID! price: Int @cacheControl(scope: PRIVATE) }
  type Known @key(fields: "id", resolvable: false) { id: ID! }
`;

test("a schema in which every query, entity and private field has a rule is whole", () => {
  expect(unguarded(SCHEMA, rules)).toEqual([]);
});

test.each([
  ["a query", `${SCHEMA} extend type X { y: Int } type Mutation { buy: Int }`, "no rule guards Mutation.buy"],
  ["an entity", `${SCHEMA} type Other @key(fields: "id") { id: ID! }`, "no rule guards Other"],
  [
    "a private field",
    `${SCHEMA} type Plain { a: Int @cacheControl(maxAge: 0, scope: PRIVATE) }`,
    "no rule guards Plain.a",
  ],
])("%s without a rule is named", (_what, schema, problem) => {
  expect(unguarded(schema, rules)).toEqual([problem]);
});

test("a rule for what is not there is named, and so are two for one thing", () => {
  const more = { ...rules, again: { ...rules.price, guards: ["Thing.price", "Thing.colour"] } } as const;
  expect(unguarded(SCHEMA, more)).toEqual([
    "a rule guards Thing.colour, which is not there",
    "two rules guard Thing.price",
  ]);
});

test("the document says for every kind of person what the rule answers", () => {
  const lines = documentOf({ shop: rules }).split("\n");
  const cells = (thing: string) =>
    lines
      .find((line) => line.includes(thing))
      ?.split("|")
      .slice(2, -1)
      .map((cell) => cell.trim());
  expect(cells("| Things |")).toEqual([
    "yes",
    "yes",
    "yes",
    "yes",
    "yes",
    "yes",
    "yes",
    "",
    "",
    "`Query.thing` `Thing`",
  ]);
  expect(cells("| What a thing costs |")).toEqual([
    "",
    "own",
    "own",
    "yes",
    "yes",
    "`sales:read`",
    "orders",
    "its seller",
    "forbidden",
    "`Thing.price`",
  ]);
});
