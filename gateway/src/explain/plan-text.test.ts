import type { FetchNode } from "@threefold/federation/planner";
import { expect, it } from "vitest";
import { planText } from "./plan-text.ts";

const fetch = (serviceName: string, more: Partial<FetchNode> = {}): FetchNode => ({
  kind: "Fetch",
  serviceName,
  operation: "{ a }",
  operationKind: "query",
  ...more,
});

it("shows a plan as its steps, each below what it is part of", () => {
  const entities = fetch("users", { requires: [], operation: "query {\n  b\n}" });
  const node = {
    kind: "Sequence",
    nodes: [
      fetch("products"),
      {
        kind: "Parallel",
        nodes: [
          { kind: "Flatten", path: ["products", "@", "seller"], node: entities },
          { kind: "Condition", condition: "with", ifClause: fetch("orders"), elseClause: fetch("users") },
        ],
      },
    ],
  } as const;
  expect(planText({ node })).toBe(
    `Sequence
  Fetch products
    { a }
  Parallel
    Flatten products.@.seller
      Fetch users, for entities
        query {
          b
        }
    If $with
      Fetch orders
        { a }
    Unless $with
      Fetch users
        { a }`,
  );
});

it("shows a subscription as its stream and what comes after each event, and nothing as nothing", () => {
  expect(planText({ node: { kind: "Subscription", primary: fetch("orders"), rest: fetch("users") } })).toBe(
    "Subscription\n  Fetch orders\n    { a }\n  then for each event\n    Fetch users\n      { a }",
  );
  expect(planText({})).toBe("Nothing is fetched.");
});
