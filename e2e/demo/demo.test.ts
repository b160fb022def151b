import { expect, inject, test } from "vitest";
import { runTool } from "../system/running.ts";

const environment = () => ({ PORT_BASE: String(inject("system").portBase) });

test("npm run demo: two subscribers print an order from its confirmation to its delivery", async () => {
  const demo = runTool("demo", environment());
  expect(await demo.ended, demo.output()).toBe(0);
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
