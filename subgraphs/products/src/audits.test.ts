import { auditsOf, REFUSED_AS_FORGED } from "@threefold/subgraph-server/testing";
import { expect, test } from "vitest";
import { startTestProducts } from "./testing/index.ts";

test("the audits of graphql-http find no error and no warning in the products subgraph", async () => {
  await using products = await startTestProducts();
  const { ok, others } = await auditsOf(`${products.url}/graphql`);
  expect(others).toEqual(REFUSED_AS_FORGED);
  expect(ok).toBeGreaterThan(50);
});
