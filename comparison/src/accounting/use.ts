import { ablate } from "./ablate.ts";
import { type LeafPath, leavesOf, pathOf, track } from "./track.ts";

/** What of some responses a screen uses, found in two ways that agree. */
export interface Use {
  readonly html: string;
  readonly used: ReadonlySet<LeafPath>;
  /** Distinct leaves with list places folded, as Brito et al. 2019 count fields. */
  readonly fields: number;
  readonly usedFields: number;
}

/**
 * Draws a screen and finds what it used of the responses.
 * @throws Error naming the first leaf about which the two oracles disagree
 */
export function findUse(bodies: readonly unknown[], draw: (bodies: readonly unknown[]) => string): Use {
  const html = draw(bodies);
  const { view, read } = track(structuredClone(bodies));
  if (draw(view) !== html) throw new Error("the screen draws otherwise when it is watched");
  const changed = ablate(bodies, draw);
  const leaves = leavesOf(bodies).map(pathOf);
  const disagreed = leaves.find((path) => read.has(path) !== changed.has(path));
  if (disagreed !== undefined) {
    const how = read.has(disagreed)
      ? "is read, and changing it changes nothing"
      : "is not read, and changing it is seen";
    throw new Error(`the oracles disagree about ${disagreed}: it ${how}`);
  }
  const used = new Set(leaves.filter((path) => read.has(path)));
  return { html, used, fields: distinct(leaves), usedFields: distinct([...used]) };
}

const distinct = (paths: readonly LeafPath[]): number =>
  new Set(paths.map((path) => (JSON.parse(path) as string[]).map((key) => (/^\d+$/.test(key) ? "[]" : key)).join(".")))
    .size;
