import { expect, inject, test } from "vitest";
import { runTool } from "../system/running.ts";

const environment = () => ({ PORT_BASE: String(inject("system").portBase) });

test("npm run demo shows a query's requests, an order live, a screen beside REST, and a change that is refused", async () => {
  const demo = runTool("demo", environment());
  expect(await demo.ended, demo.output()).toBe(0);
  expect(demo.output()).toMatch(/: \d+ sold \(orders\), by \S.* \(users\)\n/);
  for (const subgraph of ["products", "users", "orders"]) {
    expect(demo.output()).toMatch(new RegExp(`^ {2}${subgraph} +▇+ +\\d+ ms.* \\d SQL: `, "m"));
  }
  expect(demo.output()).toMatch(/REST, resource by resource +\d requests, +\d round trips, +[\d,]+ bytes\n/);
  expect(demo.output()).toMatch(/GraphQL, a query for the screen +1 request, +1 round trip, /);
  expect(demo.output()).toContain("FIELD_REMOVED: Field `shipment` was removed from object type `Order`\n");
  expect(demo.output()).toContain("    breaks OrderInDetail (playground/09-order-in-detail.graphql)\n");
  expect(demo.output()).toContain("It may not be merged.");
  const number = /Ada places {2}(TF-\d{4}-\d{6})/.exec(demo.output())?.[1];
  for (const who of ["Ada sees ", "Stan sees"]) {
    for (const status of ["CONFIRMED", "SHIPPED", "DELIVERED"]) {
      expect(demo.output()).toContain(`  ${who} ${number} ${status.padEnd(9)} Ada M.: 1 × `);
    }
  }
});

test("npm run advance says what is wrong in one line", async () => {
  const tool = runTool("advance", environment(), ["TF-2026-999999"]);
  expect(await tool.ended).toBe(1);
  expect(tool.output()).toBe("advance: there is no order TF-2026-999999\n");
});
