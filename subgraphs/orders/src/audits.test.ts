import { auditsOf, REFUSED_AS_FORGED } from "@threefold/subgraph-server/testing";
import { expect, test } from "vitest";
import { startTestOrders } from "./testing/index.ts";

test("the audits of graphql-http find no error and no warning in the orders subgraph", async () => {
  await using orders = await startTestOrders();
  const { ok, others } = await auditsOf(`${orders.url}/graphql`);
  expect(others).toEqual(REFUSED_AS_FORGED);
  expect(ok).toBeGreaterThan(50);
});
