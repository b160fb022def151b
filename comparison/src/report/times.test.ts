import { expect, test } from "vitest";
import type { MeasuredTimes } from "../times/measured.ts";
import { timesTable } from "./times.ts";

const time = (link: string, connections: "cold" | "warm", runs: number, median: number) => ({
  link,
  connections,
  runs,
  measured: { median, low: median - 1, high: median + 1 },
  modelMs: median,
});

const TIMES: MeasuredTimes = {
  version: 1,
  environment: { date: "", processor: "", cores: 1, node: "", platform: "", data: "", runs: 30, load: 0 },
  cpu: [],
  cells: [
    {
      screen: "home",
      rung: "R0",
      protocol: "h2",
      bytes: { cold: 4_000, warm: 3_000 },
      exchanges: [],
      handshakeMs: 0,
      times: [time("lan", "warm", 30, 20), time("slow-4g", "cold", 3, 12_345), time("slow-4g", "warm", 4, 11_000)],
    },
  ],
};

test("a time of a few runs says of how many it is, beside those that are of all", () => {
  const [titles = [], , row = []] = timesTable(TIMES, "home", [])
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  const said = (title: string) => row[titles.indexOf(title)];
  expect(said("slow-4g h2 cold")).toBe("12,345 ms (3 runs)");
  expect(said("slow-4g h2 warm")).toBe("11,000 ms (4 runs)");
  expect(said("lan h2 warm")).toBe("20 ms");
  expect(said("slow-4g h1 cold")).toBe("not measured");
});
