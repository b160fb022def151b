import { markdownTable } from "../markdown.ts";
import type { CpuBeside, MeasuredTimes } from "../times/measured.ts";
import type { Interval } from "../times/statistics.ts";
import { sumOf } from "./columns.ts";
import { withInterval } from "./milliseconds.ts";

interface Figure {
  readonly ms: number;
  readonly interval: Interval | undefined;
}

/** What the same query costs in CPU, whoever answers it; undefined where it was not measured. */
export function cpuBesideTable({ cpuBeside = [] }: MeasuredTimes): string | undefined {
  if (cpuBeside.length === 0) return undefined;
  const figure = (screen: string, by: CpuBeside["by"]): Figure | undefined => {
    const found = cpuBeside.find((each) => each.screen === screen && each.by === by);
    return found && { ms: sumOf(found.ms), interval: found.interval };
  };
  const rows = screensOf(cpuBeside).map((screen) => {
    const [ours, stock, alone] = [figure(screen, "gateway"), figure(screen, "stock"), figure(screen, "monolith")];
    return [screen, ...[alone, ours, stock].map(text), ratio(ours, alone), ratio(stock, ours)];
  });
  return [
    `CPU of the processes that answer, and of PostgreSQL, for one showing on G1, over plain HTTP/1.1: one process without federation, our gateway, and the stock engine (\`--engine apollo\`) in its place. ${ALIKE}`,
    markdownTable(
      ["screen", "monolith", "gateway", "stock engine", "gateway to monolith", "stock engine to gateway"],
      rows,
    ),
  ].join("\n\n");
}

/** How long both engines take; undefined where that was not measured. */
export function enginesTable({ engines = [] }: MeasuredTimes): string | undefined {
  const [any] = engines;
  if (any === undefined) return undefined;
  const figure = (screen: string, by: "gateway" | "stock"): Figure | undefined => {
    const measured = engines.find((each) => each.screen === screen && each.by === by)?.measured;
    return measured && { ms: measured.median, interval: measured };
  };
  const rows = screensOf(engines).map((screen) => {
    const [ours, stock] = [figure(screen, "gateway"), figure(screen, "stock")];
    return [screen, text(ours), text(stock), ratio(stock, ours)];
  });
  return [
    `The same query (G1) by our gateway, and by the stock engine before the same services: lan h2 warm, medians of ${any.runs} interleaved runs on a system that was just started. ${ALIKE}`,
    markdownTable(["screen", "gateway", "stock engine", "stock engine to gateway"], rows),
  ].join("\n\n");
}

/** What the gateway does once for each document; undefined where that was not measured. */
export function planningTable({ planning = [] }: MeasuredTimes, title: (screen: string) => string): string | undefined {
  const [any] = planning;
  if (any === undefined) return undefined;
  const cell = (screen: string, rung: "G2" | "G3") => {
    const found = planning.find((each) => each.screen === screen && each.rung === rung);
    return found ? withInterval(found.measured.median, found.measured) : "";
  };
  return [
    `What a gateway that runs needs for a document that it has not seen, by its own clock: it parses, validates, plans and compiles it, once. Medians of ${any.runs} with their 95 % intervals, each of a document that is new by a comment; in no other time.`,
    markdownTable(
      ["screen", "G2", "G3"],
      screensOf(planning).map((screen) => [title(screen), cell(screen, "G2"), cell(screen, "G3")]),
    ),
  ].join("\n\n");
}

const ALIKE = "All draw the same to the letter; in brackets, 95 % intervals.";

const screensOf = (all: readonly { readonly screen: string }[]) => [...new Set(all.map(({ screen }) => screen))];

const text = (figure: Figure | undefined) => (figure ? withInterval(figure.ms, figure.interval) : "not known");

/** How many times as much; a tie where the intervals overlap. */
function ratio(one: Figure | undefined, other: Figure | undefined): string {
  if (one === undefined || other === undefined || other.ms === 0) return "";
  const [a, b] = [one.interval, other.interval];
  const isTie = a && b && a.low <= b.high && b.low <= a.high;
  return `× ${(one.ms / other.ms).toFixed(1)}${isTie ? " (a tie)" : ""}`;
}
