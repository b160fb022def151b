import { Overdue } from "../overdue.ts";
import { type LeafPath, leavesOf, pathOf } from "./track.ts";

/** What a leaf is changed into: absent, another text, another number, another truth, nothing. */
const CHANGES: readonly unknown[] = [undefined, "\u2009other\u2009", 987_654_321.5, true, false, null];

/**
 * The second oracle of use, which knows nothing of the first: a leaf is used when changing it changes what is drawn, or
 * makes drawing fail. It takes a drawing for each leaf and change.
 * @param draw makes the screen's text of the responses' bodies
 * @throws Overdue naming the leaf, when a drawing with it changed is
 */
export function ablate(bodies: readonly unknown[], draw: (bodies: readonly unknown[]) => string): Set<LeafPath> {
  const copy = structuredClone(bodies);
  const drawn = draw(copy);
  const used = new Set<LeafPath>();
  for (const keys of leavesOf(bodies)) {
    if (CHANGES.some((change) => isSeen(copy, keys, change, drawn, draw))) used.add(pathOf(keys));
  }
  return used;
}

/** Changes one leaf, draws, and changes it back. */
function isSeen(
  bodies: readonly unknown[],
  keys: readonly string[],
  change: unknown,
  drawn: string,
  draw: (bodies: readonly unknown[]) => string,
): boolean {
  const last = keys.at(-1);
  const parent = keys.slice(0, -1).reduce<unknown>((inside, key) => (inside as Record<string, unknown>)[key], bodies);
  if (last === undefined || typeof parent !== "object" || parent === null) return false;
  const container = parent as Record<string, unknown>;
  const was = container[last];
  if (Object.is(was, change)) return false;
  if (change === undefined) delete container[last];
  else container[last] = change;
  try {
    return draw(bodies) !== drawn;
  } catch (error) {
    if (error instanceof Overdue) throw new Overdue(`${error.message} when ${pathOf(keys)} is changed`);
    return true;
  } finally {
    container[last] = was;
  }
}
