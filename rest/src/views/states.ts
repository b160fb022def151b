import type { TSchema } from "typebox";
import type { Reader } from "./resources.ts";
import { shapedAs } from "./shaped.ts";

/** How the events are read, for the API's description. */
export const STATES =
  "As server-sent events, each has the whole view as it is from then on: the first at once, another when it has changed. Who comes back begins with how it is then.";

/**
 * A view as it is, and again each time that it has become another. It ends when there is nothing to see any more.
 * @param shape what the view has; all else is left out, as in the JSON form
 * @param changes a reader for each time that it may have changed
 */
export async function* statesOf(
  shown: object,
  shape: TSchema,
  changes: AsyncIterable<Reader>,
  load: (reader: Reader) => Promise<object | null>,
): AsyncGenerator<{ readonly data: object }, void, undefined> {
  const stateOf = (view: object) => Object(shapedAs(shape, view)) as object;
  const first = stateOf(shown);
  yield { data: first };
  let told = JSON.stringify(first);
  for await (const reader of changes) {
    const now = await load(reader);
    if (now === null) return;
    const state = stateOf(now);
    const text = JSON.stringify(state);
    if (text !== told) yield { data: state };
    told = text;
  }
}
