import { expect, test } from "vitest";
import { readGolden } from "../files.ts";
import { timesTable } from "../report/times.ts";
import { withCounts } from "./counted-with.ts";
import type { MeasuredTimes } from "./measured.ts";

const { measurements } = readGolden();
const shown = measurements.filter(({ screen, rung }) => screen === "home" && ["R1", "G1"].includes(rung));

const timed = shown.map(({ screen, rung }) => ({
  screen,
  rung,
  protocol: "h2" as const,
  bytes: { cold: 2, warm: 1 },
  exchanges: [],
  handshakeMs: 0,
  times: [],
}));
const times: MeasuredTimes = {
  version: 1,
  environment: {
    date: "2026-11-26",
    processor: "one",
    cores: 2,
    node: "v24.0.0",
    platform: "linux",
    data: "a few rows",
    runs: 1,
    load: 0,
  },
  cells: withCounts(timed, measurements),
  cpu: [],
};

test("times of what has changed since say so, and only those", () => {
  expect(timesTable(times, "home", measurements)).not.toContain("before it changed");
  const now = measurements.map((each) =>
    each.screen === "home" && each.rung === "R1" ? { ...each, requests: each.requests + 1 } : each,
  );
  const table = timesTable(times, "home", now);
  expect(table).toContain("| R1 (measured before it changed) |");
  expect(table).toContain("| G1 |");
});
