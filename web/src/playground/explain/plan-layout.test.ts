import { expect, test } from "vitest";
import type { PlanNode } from "./explanation.ts";
import { layOut } from "./plan-layout.ts";

const fetch = (serviceName: string): PlanNode => ({ kind: "Fetch", serviceName, operation: "{ a }" });

test("a fetch stands one column after the last of those that it waits for", () => {
  const plan: PlanNode = {
    kind: "Sequence",
    nodes: [
      fetch("products"),
      {
        kind: "Parallel",
        nodes: [
          { kind: "Flatten", path: ["products", "@"], node: fetch("orders") },
          {
            kind: "Sequence",
            nodes: [
              { kind: "Flatten", path: ["products", "@", "reviews", "@"], node: fetch("products") },
              { kind: "Flatten", path: ["products", "@", "reviews", "@", "author"], node: fetch("users") },
            ],
          },
        ],
      },
      fetch("users"),
    ],
  };
  expect(layOut(plan).map(({ fetch, column, path, after }) => [fetch.serviceName, column, path, after])).toEqual([
    ["products", 0, "", []],
    ["orders", 1, "products.@", [0]],
    ["products", 1, "products.@.reviews.@", [0]],
    ["users", 2, "products.@.reviews.@.author", [2]],
    ["users", 3, "", [1, 3]],
  ]);
});

test("of a condition both branches are shown", () => {
  const plan: PlanNode = {
    kind: "Condition",
    condition: "full",
    ifClause: fetch("users"),
    elseClause: fetch("orders"),
  };
  expect(layOut(plan).map(({ column }) => column)).toEqual([0, 0]);
});

test("what is answered later waits for what the first part of the answer fetches", () => {
  const plan: PlanNode = {
    kind: "Defer",
    primary: { node: fetch("products") },
    deferred: [
      { queryPath: ["product"], node: fetch("users") },
      { queryPath: ["product"], node: fetch("orders") },
    ],
  };
  expect(layOut(plan).map(({ column, after }) => [column, after])).toEqual([
    [0, []],
    [1, [0]],
    [1, [0]],
  ]);
});
