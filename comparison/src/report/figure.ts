import type { Interval } from "../times/statistics.ts";
import { withInterval } from "./milliseconds.ts";

/** Milliseconds, of time or of CPU, with their 95 % interval where there is one. */
export interface Figure {
  readonly ms: number;
  readonly interval: Interval | undefined;
}

/** What was measured of a screen as somebody answers for it. */
interface Answered {
  readonly screen: string;
  readonly by: string;
}

/** One figure among what was measured; undefined where it was not. */
export const figureOf = <Measured extends Answered>(
  all: readonly Measured[],
  screen: string,
  by: Measured["by"],
  figure: (measured: Measured) => Figure,
): Figure | undefined => {
  const found = all.find((each) => each.screen === screen && each.by === by);
  return found && figure(found);
};

export const screensOf = (all: readonly { readonly screen: string }[]): string[] => [
  ...new Set(all.map(({ screen }) => screen)),
];

export const figureText = (figure: Figure | undefined): string =>
  figure ? withInterval(figure.ms, figure.interval) : "not known";

/** How many times as much; a tie where the intervals overlap. */
export function ratio(one: Figure | undefined, other: Figure | undefined): string {
  if (one === undefined || other === undefined || other.ms === 0) return "";
  const [a, b] = [one.interval, other.interval];
  const isTie = a && b && a.low <= b.high && b.low <= a.high;
  return `× ${(one.ms / other.ms).toFixed(1)}${isTie ? " (a tie)" : ""}`;
}
