import { expect, test } from "vitest";
import type { MeasuredTimes } from "../times/measured.ts";
import { leastCpu } from "./columns.ts";
import { cpuBesideTable, enginesTable, planningTable } from "./engines.ts";

const NOTHING: MeasuredTimes = {
  version: 1,
  environment: { date: "", processor: "", cores: 1, node: "", platform: "", data: "", runs: 30, load: 0 },
  cells: [],
  cpu: [],
};
const around = (median: number) => ({ median, low: median - 1, high: median + 1 });
const lastRow = (table: string | undefined) => table?.split("\n").at(-1);

test("engines whose intervals overlap are told to be a tie, and others are not", () => {
  const by = (stock: number): MeasuredTimes => ({
    ...NOTHING,
    engines: [
      { screen: "home", by: "gateway", runs: 30, measured: around(4) },
      { screen: "home", by: "stock", runs: 30, measured: around(stock) },
    ],
  });
  expect(lastRow(enginesTable(by(5)))).toBe("| home | 4.0 ms (3.0–5.0) | 5.0 ms (4.0–6.0) | × 1.3 (a tie) |");
  expect(lastRow(enginesTable(by(8)))).toBe("| home | 4.0 ms (3.0–5.0) | 8.0 ms (7.0–9.0) | × 2.0 |");
});

test("what a process costs is held to what another does by all that work for it", () => {
  const measured: MeasuredTimes = {
    ...NOTHING,
    cpuBeside: [
      { screen: "home", by: "gateway", ms: { gateway: 2, postgres: 4 }, interval: { low: 5, high: 7 } },
      { screen: "home", by: "monolith", ms: { monolith: 2, postgres: 1 }, interval: { low: 2, high: 4 } },
    ],
  };
  expect(lastRow(cpuBesideTable(measured))).toBe(
    "| home | 3.0 ms (2.0–4.0) | 6.0 ms (5.0–7.0) | not known | × 2.0 |  |",
  );
});

test("a first planning stands beside its screen, for both rungs that register documents", () => {
  const planning: MeasuredTimes["planning"] = [
    { screen: "home", rung: "G2", runs: 30, measured: around(4) },
    { screen: "home", rung: "G3", runs: 30, measured: around(12) },
    { screen: "cart-badge", rung: "G2", runs: 30, measured: around(2) },
  ];
  const table = planningTable({ ...NOTHING, planning }, (screen) => screen.toUpperCase());
  expect(table?.split("\n").slice(-2)).toEqual([
    "| HOME | 4.0 ms (3.0–5.0) | 12 ms (11–13) |",
    "| CART-BADGE | 2.0 ms (1.0–3.0) |  |",
  ]);
});

test("the least CPU is of all rungs that cannot be told from the least, and of no naive one", () => {
  const of = (rung: string, ms: number) => ({
    screen: "home",
    rung,
    ms: { rest: ms },
    interval: { low: ms - 1, high: ms + 1 },
  });
  const measured = { ...NOTHING, cpu: [of("R0", 1), of("R1", 6), of("R3", 4), of("G1", 9)] };
  expect(leastCpu(measured, "home")).toBe("R3, R1");
});
