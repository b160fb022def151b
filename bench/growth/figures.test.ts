import { expect, test } from "vitest";
import type { Sample } from "../results.ts";
import { growthMarkdown, growthOf } from "./figures.ts";
import { growthPlot } from "./plot.ts";

const FIGURES = { perSecond: 1, p50: 1, p99: 1, megabytes: 1 };

/** A gateway that takes 100 µs and 10 for each object, in rounds of which one was disturbed. */
const samples: Sample[] = [1, 10, 100, 1000].flatMap((count) =>
  [0, 1, 500].map((more, index) => ({
    ...FIGURES,
    candidate: "one",
    round: index + 1,
    operation: `list ${count}`,
    cpuMicros: 99 + 10 * count + more,
  })),
);

test("what each one more costs is told, whatever a disturbed round says", () => {
  expect(growthMarkdown(growthOf(samples))).toContain(
    "| CPU µs a request | 1 | 10 | 100 | 1000 | each one more |\n| --- | --- | --- | --- | --- | --- |\n" +
      "| one | 110 | 200 | 1100 | 10100 | 10 |",
  );
});

test("the plot says in words what it shows", () => {
  const plot = growthPlot(growthOf(samples), "npm run bench");
  expect(plot).toContain("list: one from 110 µs with 1 to 10100 with 1000.");
  expect(plot).not.toMatch(/NaN|undefined|Infinity/);
});
