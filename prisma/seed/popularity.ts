import type { Random } from "./random.ts";

/** Chooses among things of which few are popular and many are not. */
export type Popularity = (random: Random) => number;

/**
 * Chooses from `count` things, numbered from 0, by Zipf's law: the thing of rank r is chosen in proportion to 1 / (r + offset).
 * Ranks are dealt out among the numbers, so that neighbours are not alike.
 */
export function zipf(count: number, offset = 10): Popularity {
  const stride = coprimeTo(count);
  // The sum of 1 / (r + offset) is close to a logarithm, whose inverse is cheap.
  const total = Math.log((count + offset) / offset);
  return (random) => {
    const rank = Math.min(count - 1, Math.floor(offset * Math.exp(random.next() * total) - offset));
    return (rank * stride) % count;
  };
}

/** A step that visits every number below `count` once before it comes round. */
export function coprimeTo(count: number): number {
  let step = Math.max(1, Math.floor(count * 0.618));
  while (greatestCommonDivisor(step, count) !== 1) step += 1;
  return step;
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
