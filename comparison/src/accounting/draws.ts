import { Overdue } from "../overdue.ts";

/**
 * Which lines of a drawing a leaf stands in: those that change with it. Nothing where it is seen in no line by itself, for
 * example since a changed count of lines moves all that follow.
 * @param draw makes the screen's text of the responses' bodies
 * @param drawn what it makes of these
 */
export function linesOfLeaf(
  bodies: readonly unknown[],
  keys: readonly string[],
  draw: (bodies: readonly unknown[]) => string,
  drawn: string,
): number[] {
  const before = drawn.split("\n");
  for (const change of [OTHER_TEXT, 987_654_321.5, true, false]) {
    const lines = attempt(() => draw(withLeaf(bodies, keys, change) as readonly unknown[]))?.split("\n");
    if (lines?.length !== before.length) continue;
    const changed = before.flatMap((line, at) => (line === lines[at] ? [] : [at]));
    if (changed.length > 0) return changed;
  }
  return [];
}

/** Whether a leaf is shown as it is: something else in its place stands in the drawing. An id that only joins is not, wherever else its text is. */
export const isShown = (
  bodies: readonly unknown[],
  keys: readonly string[],
  draw: (bodies: readonly unknown[]) => string,
): boolean =>
  attempt(() => draw(withLeaf(bodies, keys, OTHER_TEXT) as readonly unknown[]))?.includes(OTHER_TEXT) ?? false;

const OTHER_TEXT = "\u2009other\u2009";

/** The same with one leaf changed; what is not on the way to it is shared. */
function withLeaf(value: unknown, [key, ...rest]: readonly string[], leaf: unknown): unknown {
  if (key === undefined) return leaf;
  const copy: object = Array.isArray(value) ? [...(value as readonly unknown[])] : { ...(value as object) };
  Reflect.set(copy, key, withLeaf(Reflect.get(copy, key), rest, leaf));
  return copy;
}

function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof Overdue) throw error;
    return undefined;
  }
}
