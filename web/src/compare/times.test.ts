import { expect, test } from "vitest";
import { CHOICES, cells, measuredAt, timeOf } from "./times.ts";

test("on the networks that were measured, the page's model is the one that was held to the measurements", () => {
  const off: string[] = [];
  const seen = new Set<string>();
  for (const cell of cells) {
    for (const { link, ...network } of CHOICES) {
      for (const connections of ["cold", "warm"] as const) {
        const conditions = { ...network, protocol: cell.protocol, connections };
        const measured = measuredAt(cell, conditions);
        if (measured === undefined) continue;
        seen.add(link);
        const ms = timeOf(cell, conditions);
        if (Math.abs(ms - measured.modelMs) > 0.01)
          off.push(
            `${cell.screen} ${cell.rung} ${cell.protocol} ${link} ${connections}: ${ms}, not ${measured.modelMs}`,
          );
      }
    }
  }
  expect(seen).toContain("lan");
  expect(seen).toContain("slow-4g");
  expect(off).toEqual([]);
});
