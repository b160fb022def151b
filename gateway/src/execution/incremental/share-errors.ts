import type { ResponseError } from "../execution.ts";
import { EACH, type ResponsePath } from "../path.ts";

interface Sharer {
  readonly path: ResponsePath;
  /** Absent when it came to nothing. */
  readonly records: readonly unknown[] | undefined;
  readonly valueCompletion: readonly ResponseError[];
}

/**
 * Gives the errors of a part to its places: each to the first that it is about, and to every one that came to nothing for
 * it. What came to nothing has an error in any case.
 */
export function shareErrors(
  errors: readonly ResponseError[],
  places: readonly Sharer[],
): readonly (readonly ResponseError[])[] {
  const shares = places.map((): ResponseError[] => []);
  for (const error of errors) {
    const about = places.flatMap(({ path }, index) => (isAbout(error.path, path) ? [index] : []));
    // Of an element that has nothing deferred: its type may not have been known when it was fetched.
    if (about.length === 0 && places.every(({ path }) => isOfOtherElement(error.path, path))) continue;
    const [first = 0, ...others] = about;
    shares[first]?.push(error);
    for (const index of others) if (places[index]?.records === undefined) shares[index]?.push(error);
  }
  return shares.map((share, index) => {
    const { records, valueCompletion = [] } = places[index] ?? {};
    return share.length === 0 && records === undefined ? valueCompletion : share;
  });
}

/** Whether an error stands in another element of a list than a place. */
function isOfOtherElement(error: ResponsePath = [], place: ResponsePath): boolean {
  const index = error.findIndex((key, at) => key !== place[at]);
  return typeof error[index] === "number" && typeof place[index] === "number";
}

/** Whether an error stands above a place or below it. */
function isAbout(error: ResponsePath | undefined, place: ResponsePath): boolean {
  if (error === undefined) return true;
  return error.every((key, index) => {
    const other = place[index];
    return other === undefined || key === other || (key === EACH && typeof other === "number");
  });
}
