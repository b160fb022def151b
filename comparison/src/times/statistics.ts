import { seeded } from "../random.ts";

/** The interval in which 95 % of resampled figures lie. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A middle, with its interval. */
export interface Estimate extends Interval {
  readonly median: number;
}

/** @throws RangeError when there are no numbers */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  if (low === undefined || high === undefined) throw new RangeError("there is no middle of nothing");
  return (low + high) / 2;
}

/**
 * The least of some numbers that so large a share of them does not exceed (nearest rank).
 * @param share between 0 and 1
 * @throws RangeError when there are no numbers
 */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError("there is no percentile of nothing");
  return found;
}

const RESAMPLES = 1000;

/** The median and its interval. */
export const estimate = (numbers: readonly number[]): Estimate => ({
  median: median(numbers),
  ...intervalOf(numbers, median),
});

/**
 * A figure's interval, by the percentile bootstrap (Efron 1979), with chance that is the same each time.
 * @param items what is drawn anew: numbers, or blocks of those that were measured together and are alike
 */
export function intervalOf<Item>(items: readonly Item[], figure: (items: readonly Item[]) => number): Interval {
  const random = seeded(items.length);
  const figures = Array.from({ length: RESAMPLES }, () =>
    figure(items.map(() => items[Math.floor(random() * items.length)] as Item)),
  ).sort((a, b) => a - b);
  const at = (share: number) => figures[Math.round(share * (RESAMPLES - 1))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

/** Hundredths: what is measured says no more. */
export const round = (number: number): number => Math.round(100 * number) / 100;

/** A figure with its interval, in hundredths. */
export const rounded = <Name extends string>(figure: Readonly<Record<Name, number>>): Record<Name, number> =>
  Object.fromEntries(Object.entries<number>(figure).map(([name, number]) => [name, round(number)])) as Record<
    Name,
    number
  >;

/** All of them in an order drawn by lot (Fisher and Yates), the same for the same seed. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = seeded(seed);
  const drawn = [...items];
  for (let last = drawn.length - 1; last > 0; last--) {
    const at = Math.floor(random() * (last + 1));
    [drawn[last], drawn[at]] = [drawn[at] as Item, drawn[last] as Item];
  }
  return drawn;
}
