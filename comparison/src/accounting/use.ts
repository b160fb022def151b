import { ablate } from "./ablate.ts";
import { type LeafPath, leavesOf, pathOf, track } from "./track.ts";

/** What of some responses a screen uses, found in two ways that agree. */
export interface Use {
  readonly html: string;
  readonly used: ReadonlySet<LeafPath>;
}

/** Beyond so many leaves, a drawing for each would take hours. */
const MOST_CHANGED = 20_000;

/** The first two of each long list, which keep their places. */
const LONG = 10;
function firstOfLists(value: readonly unknown[]): readonly unknown[];
function firstOfLists(value: unknown): unknown;
function firstOfLists(value: unknown): unknown {
  if (Array.isArray(value))
    return (value.length > LONG ? value.slice(0, 2) : value).map((each: unknown) => firstOfLists(each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, firstOfLists(inside)]));
}

/**
 * Draws a screen and finds what it used of the responses. Of more than 20,000 leaves, those of the first two of each long list are
 * changed one by one; the others are watched only.
 * @throws Error naming the first leaf about which the two oracles disagree
 */
export function findUse(bodies: readonly unknown[], draw: (bodies: readonly unknown[]) => string): Use {
  const html = draw(bodies);
  const { view, read } = track(structuredClone(bodies));
  if (draw(view) !== html) throw new Error("the screen draws otherwise when it is watched");
  const leaves = leavesOf(bodies).map(pathOf);
  const sample = leaves.length > MOST_CHANGED ? firstOfLists(bodies) : bodies;
  const changed = ablate(sample, draw);
  const disagreed = leavesOf(sample)
    .map(pathOf)
    .find((path) => read.has(path) !== changed.has(path));
  if (disagreed !== undefined) {
    const how = read.has(disagreed)
      ? "is read, and changing it changes nothing"
      : "is not read, and changing it is seen";
    throw new Error(`the oracles disagree about ${disagreed}: it ${how}`);
  }
  return { html, used: new Set(leaves.filter((path) => read.has(path))) };
}
