import { type CachePolicy, PERSONAL, publicFor, type RestApi, SECRET } from "@threefold/rest-server";
import Type, { type Static, type TObject } from "typebox";
import type { Services } from "../services/services.ts";
import { Folded } from "./folded.ts";
import { LINES, lineOf, linesOf } from "./lines.ts";
import { createParts, type Parts } from "./part.ts";
import type { Reader } from "./resources.ts";
import { STATES, statesOf } from "./states.ts";

/** One answer for one screen. */
export interface View<Params extends TObject, Query extends TObject> {
  readonly id: string;
  readonly path: string;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  /** What the screen shows. */
  readonly answer: TObject;
  /** Seconds that everybody may keep it; undefined for what is somebody's own. */
  readonly maxAge?: number;
  /** Whether it is told in lines too, to who prefers that: then `load` gives a `Folded`. */
  readonly folds?: true;
  /** Which events say that it may have changed: then it is told as they come too, to who prefers that. */
  readonly changes?: (params: Static<Params>) => { readonly service: keyof Services; readonly path: string };
  /** Null when what the screen is about is not there: 404. */
  readonly load: (
    input: { readonly params: Static<Params>; readonly query: Static<Query> },
    reader: Reader,
    parts: Parts,
  ) => Promise<object | null>;
}

export const view = <Params extends TObject = TObject, Query extends TObject = TObject>(
  definition: View<Params, Query>,
): ((api: RestApi<Reader>) => void) => {
  const { load, answer, maxAge, id, path, summary, params, query, folds, changes } = definition;
  const marked = Type.Object(
    {
      ...answer.properties,
      missing: Type.Optional(
        Type.Array(
          Type.Object(
            { part: Type.String(), service: Type.String(), detail: Type.String() },
            { additionalProperties: false },
          ),
          { description: "Parts that could not be had, and why. Not there when the view is whole." },
        ),
      ),
    },
    { additionalProperties: false },
  );
  const shownBy = async (input: Parameters<typeof load>[0], reader: Reader) => {
    const parts = createParts();
    const loaded = await load(input, reader, parts);
    const shown = loaded instanceof Folded ? await loaded.whole() : loaded;
    return shown && (parts.missing.length > 0 ? { ...shown, missing: parts.missing } : shown);
  };
  const policy: CachePolicy = maxAge === undefined ? PERSONAL : publicFor(maxAge);
  return (api) =>
    api.read<Params, Query>({
      id,
      tag: "views",
      path: `/views${path}`,
      summary,
      ...(params && { params }),
      ...(query && { query }),
      answer: marked,
      // What lacks a part is kept by nobody.
      cache: (_query, value) => ("missing" in value ? SECRET : policy),
      handle: shownBy,
      ...(folds && {
        lines: {
          summary: LINES,
          item: lineOf(marked),
          async handle(input, reader) {
            const parts = createParts();
            const loaded = await load(input, reader, parts);
            return loaded && linesOf(loaded, marked, parts.missing);
          },
        },
      }),
      ...(changes && {
        events: {
          summary: STATES,
          async handle(input, reader) {
            const { service, path } = changes(input.params);
            // Before it is looked at, so that no change falls between. What is not followed after all ends with the answer.
            const happening = await reader.follow(service, path);
            const shown = happening && (await shownBy(input, reader));
            return shown && statesOf(shown, marked, happening, (again) => shownBy(input, again));
          },
        },
      }),
    });
};

export const BY_ID = Type.Object({ id: Type.String() });
