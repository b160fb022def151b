import { describe, expect, test } from "vitest";
import { importsOf } from "./imports.ts";
import { forbidden } from "./rules.ts";

describe("the arrows of the house", () => {
  test.each([
    ["subgraphs/orders/src/service.ts", "subgraphs/products/src/service.ts"],
    ["subgraphs/orders/src/service.ts", "@threefold/subgraph-products"],
    ["gateway/src/main.ts", "@threefold/subgraph-users"],
    ["packages/identity/src/index.ts", "@threefold/gateway"],
    ["packages/identity/src/index.ts", "packages/database/src/index.ts"],
    ["e2e/orders/order.test.ts", "gateway/src/service.ts"],
    ["tools/seed.ts", "subgraphs/orders/src/generated/prisma/client.ts"],
  ])("%s may not import %s", (file, imported) => {
    expect(forbidden(file, imported)).toBeDefined();
  });

  test.each([
    ["subgraphs/orders/src/service.ts", "subgraphs/orders/src/context.ts"],
    ["subgraphs/orders/src/service.ts", "@threefold/identity"],
    ["monolith/src/schema.ts", "@threefold/subgraph-users"],
    ["bench/ours.ts", "@threefold/gateway"],
    ["tools/start.ts", "topology.ts"],
  ])("%s may import %s", (file, imported) => {
    expect(forbidden(file, imported)).toBeUndefined();
  });
});

test("imports are found however they are written", () => {
  const text = `import a from "one"; import type { B } from "./two.ts"; export { c } from "../three.ts"; export * from "four"; await import("five");`;
  expect(importsOf("gateway/src/x.ts", text).toSorted()).toEqual([
    "five",
    "four",
    "gateway/src/two.ts",
    "gateway/three.ts",
    "one",
  ]);
});
