import { expect, test } from "vitest";
import { readGolden } from "../files.ts";
import type { MeasuredTimes } from "../times/measured.ts";
import { leastCpu } from "./columns.ts";
import { planningTable } from "./planning.ts";
import { studiesDocument } from "./studies.ts";
import { taxTables } from "./tax.ts";

const NOTHING: MeasuredTimes = {
  version: 1,
  environment: { date: "", processor: "", cores: 1, node: "", platform: "", data: "", runs: 30, load: 0 },
  cells: [],
  cpu: [],
};
const around = (median: number) => ({ median, low: median - 1, high: median + 1 });
/** The last rows of the tables that there are. */
const lastRows = (times: MeasuredTimes) => taxTables(times).map(({ title, rows }) => [title, ...(rows.at(-1) ?? [])]);

test("engines whose intervals overlap are told to be a tie, and others are not", () => {
  const by = (stock: number): MeasuredTimes => ({
    ...NOTHING,
    engines: [
      { screen: "home", by: "gateway", runs: 30, measured: around(4) },
      { screen: "home", by: "stock", runs: 30, measured: around(stock) },
    ],
  });
  expect(lastRows(by(5))).toEqual([
    ["The stock engine", "home", "4.0 ms (3.0–5.0)", "5.0 ms (4.0–6.0)", "× 1.3 (a tie)"],
  ]);
  expect(lastRows(by(8))).toEqual([["The stock engine", "home", "4.0 ms (3.0–5.0)", "8.0 ms (7.0–9.0)", "× 2.0"]]);
});

test("what a process costs is held to what another does by all that work for it", () => {
  const measured: MeasuredTimes = {
    ...NOTHING,
    cpuBeside: [
      { screen: "home", by: "gateway", ms: { gateway: 2, postgres: 4 }, interval: { low: 5, high: 7 } },
      { screen: "home", by: "monolith", ms: { monolith: 2, postgres: 1 }, interval: { low: 2, high: 4 } },
    ],
  };
  expect(lastRows(measured)).toEqual([
    ["What federation costs in CPU", "home", "3.0 ms (2.0–4.0)", "6.0 ms (5.0–7.0)", "not known", "× 2.0", ""],
  ]);
});

test("the edge is held to the services that it asks, in CPU and in time, and the gateway to one process", () => {
  const measured: MeasuredTimes = {
    ...NOTHING,
    cpuOfEdge: [
      { screen: "home", by: "edge", ms: { rest: 2, products: 4 }, interval: { low: 5, high: 7 } },
      { screen: "home", by: "services", ms: { products: 3 }, interval: { low: 2, high: 4 } },
    ],
    between: [
      { screen: "cart-badge", by: "gateway", runs: 30, measured: around(8) },
      { screen: "cart-badge", by: "monolith", runs: 30, measured: around(4) },
      { screen: "home", by: "edge", runs: 30, measured: around(5) },
      { screen: "home", by: "services", runs: 30, measured: around(4) },
    ],
  };
  expect(lastRows(measured)).toEqual([
    ["What the REST edge costs in CPU", "home", "3.0 ms (2.0–4.0)", "6.0 ms (5.0–7.0)", "× 2.0"],
    [
      "What federation and edge cost in time",
      ...["home", "", "", "", "4.0 ms (3.0–5.0)", "5.0 ms (4.0–6.0)", "× 1.3 (a tie)"],
    ],
  ]);
  const [, between] = taxTables(measured);
  expect(between?.rows[0]?.slice(0, 4)).toEqual(["cart-badge", "4.0 ms (3.0–5.0)", "8.0 ms (7.0–9.0)", "× 2.0"]);
});

test("what was timed beside a study stands under it", () => {
  const [first] = Object.entries(readGolden().studies);
  if (first === undefined) throw new Error("nothing was counted");
  expect(studiesDocument(Object.fromEntries([first]), { [first[0]]: "It took long." })).toMatch(/\n\nIt took long\.$/);
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
