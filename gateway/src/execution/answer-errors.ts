import { subgraphError } from "./errors.ts";
import type { ResponseError } from "./execution.ts";
import type { ResponsePath } from "./path.ts";

/** How many errors one answer of a subgraph may add to a response. */
export const MAX_ANSWER_ERRORS = 1_000;

/**
 * Takes the errors of one answer into a response: each at all of its places, up to a limit. One entity may stand at any
 * number of places, so a small answer could else become a response of any size. What is not shown is counted.
 */
export class AnswerErrors {
  readonly #into: ResponseError[];
  readonly #subgraph: string;
  readonly #fetchPlace: ResponsePath;
  #room = MAX_ANSWER_ERRORS;
  #omitted = 0;

  /** @param fetchPlace where the fetch as a whole stands */
  constructor(into: ResponseError[], subgraph: string, fetchPlace: ResponsePath) {
    this.#into = into;
    this.#subgraph = subgraph;
    this.#fetchPlace = fetchPlace;
  }

  /**
   * @param places where the objects stand that it is about
   * @param within the path from each of them to the field that failed
   */
  add(error: unknown, places: readonly ResponsePath[], within: ResponsePath = []): void {
    const shown = Math.min(places.length, this.#room);
    for (const place of places.slice(0, shown)) this.#push(error, [...place, ...within]);
    this.#room -= shown;
    this.#omitted += places.length - shown;
  }

  /** Says, last of all, how many errors there was no room for. */
  end(): void {
    if (this.#omitted === 0) return;
    const message = `The subgraph "${this.#subgraph}" reported ${this.#omitted} more errors.`;
    this.#push({ message, extensions: { code: "ERRORS_OMITTED", omitted: this.#omitted } }, this.#fetchPlace);
  }

  #push(error: unknown, path: ResponsePath): void {
    this.#into.push(subgraphError(error, this.#subgraph, path.length === 0 ? undefined : path));
  }
}
