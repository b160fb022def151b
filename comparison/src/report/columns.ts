import type { LinkName, Way } from "@threefold/network-link";
import { NAIVE } from "../screen.ts";
import { type MeasuredTimes, timeOf } from "../times/measured.ts";

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

/** The rungs whose intervals reach the lowest one's. */
export function fastest(
  times: MeasuredTimes,
  screen: string,
  { protocol, link, connections }: Column,
  what: "measured" | "above" = "measured",
): string {
  const all = times.cells
    .filter((cell) => cell.screen === screen && cell.protocol === protocol && !NAIVE.has(cell.rung))
    .flatMap((cell) => {
      const found = timeOf(cell, link, connections)?.[what];
      return found ? [{ rung: cell.rung, ...found }] : [];
    })
    .sort((a, b) => a.median - b.median);
  const [first] = all;
  if (!first) return "not measured";
  return all
    .filter(({ low }) => low <= first.high)
    .map(({ rung }) => rung)
    .join(", ");
}
