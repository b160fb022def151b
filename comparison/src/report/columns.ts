import type { LinkName, Way } from "@threefold/network-link";
import { NAIVE } from "../screen.ts";
import { type MeasuredTimes, timeOf } from "../times/measured.ts";
import type { Interval } from "../times/statistics.ts";

/** Where, and how, something was timed. */
export interface Column {
  readonly title: string;
  readonly protocol: Way["protocol"];
  readonly link: LinkName;
  readonly connections: Way["connections"];
}

export const column = (protocol: Way["protocol"], link: LinkName, connections: Way["connections"]): Column => ({
  title: `${link} ${protocol} ${connections}`,
  protocol,
  link,
  connections,
});

/** The rungs whose intervals of time reach the lowest one's. */
export function fastest(
  times: MeasuredTimes,
  screen: string,
  { protocol, link, connections }: Column,
  what: "measured" | "above" = "measured",
): string {
  return lowest(
    times.cells
      .filter((cell) => cell.screen === screen && cell.protocol === protocol && !NAIVE.has(cell.rung))
      .flatMap((cell) => {
        const found = timeOf(cell, link, connections)?.[what];
        return found ? [{ name: cell.rung, figure: found.median, ...found }] : [];
      }),
  );
}

/** The rungs whose intervals of CPU reach the lowest one's; undefined where there are no intervals. */
export function leastCpu({ cpu }: MeasuredTimes, screen: string): string | undefined {
  const all = cpu
    .filter((each) => each.screen === screen && !NAIVE.has(each.rung))
    .flatMap(({ rung, ms, interval }) => (interval ? [{ name: rung, figure: sumOf(ms), ...interval }] : []));
  return all.length === 0 ? undefined : lowest(all);
}

export const sumOf = (ms: Readonly<Record<string, number>>): number =>
  Object.values(ms).reduce((sum, each) => sum + each, 0);

/** A figure with its interval. */
interface Named extends Interval {
  readonly name: string;
  readonly figure: number;
}

/** The one that is lowest, and those that cannot be told from it: their intervals reach its. */
export function lowest(all: readonly Named[]): string {
  const [first, ...others] = all.toSorted((one, other) => one.figure - other.figure);
  if (first === undefined) return "not measured";
  return [first, ...others.filter(({ low }) => low <= first.high)].map(({ name }) => name).join(", ");
}
