import { competes } from "./data.ts";
import { type Interval, isTie } from "./times.ts";

/** A figure in milliseconds, and in what it lies where that is known. */
export interface Figure {
  readonly ms: number;
  readonly interval?: Interval | undefined;
}

export interface Ranking {
  /** The first, and all that cannot be told from it. */
  readonly firsts: readonly string[];
  readonly least: number;
  /** The most of those that can be told from the first; of all where nobody can. */
  readonly last: { readonly rung: string; readonly ms: number };
  /** Whether nobody can be told from the first. */
  readonly isLevel: boolean;
}

/**
 * Ranks those that compete by the least. What cannot be told from the first has an interval that reaches the first's; where
 * there are none, it is as near as times are that tie.
 * @returns undefined when nobody competes
 */
export function rank<One extends { readonly rung: string }>(
  all: readonly One[],
  figureOf: (one: One) => Figure,
): Ranking | undefined {
  const ranked = all
    .filter(competes)
    .map((one) => ({ rung: one.rung, ...figureOf(one) }))
    .toSorted((a, b) => a.ms - b.ms);
  const [first] = ranked;
  if (first === undefined) return undefined;
  const level = ranked.filter(({ ms, interval }) =>
    interval && first.interval ? interval.low <= first.interval.high : isTie(ms, first.ms),
  );
  return {
    firsts: level.map(({ rung }) => rung),
    least: first.ms,
    last: ranked.findLast((one) => !level.includes(one)) ?? ranked.at(-1) ?? first,
    isLevel: level.length === ranked.length,
  };
}
