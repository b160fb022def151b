import Type, { type TSchema } from "typebox";
import { Folded, keysOf } from "./folded.ts";
import type { Missing } from "./part.ts";
import { shapedAs } from "./shaped.ts";

/** How the lines are read, for the API's description. */
export const LINES =
  "In lines, the first is the view without what is below the fold. Each other line is a JSON Patch (RFC 6902) that adds what was left out: all patches together make of it what the JSON form is.";

const PATCH = Type.Array(
  Type.Object(
    {
      op: Type.Literal("add"),
      path: Type.String({ description: "A JSON Pointer (RFC 6901)." }),
      value: Type.Unknown(),
    },
    { additionalProperties: false },
  ),
);

/** What a line is: of a view that could lack everything, or a patch of it. */
export const lineOf = (view: TSchema): TSchema =>
  Type.Union([Type.Unsafe({ ...view, required: [] }), PATCH], { description: LINES });

/**
 * A view line by line. What is missing is told at the end.
 * @param shape what the view has; all else is left out, as in the JSON form
 */
export async function* linesOf(
  shown: object,
  shape: TSchema,
  missing: readonly Missing[],
): AsyncGenerator<string, void, undefined> {
  const { above, below } = shown instanceof Folded ? shown : new Folded(shown, []);
  yield `${JSON.stringify(shapedAs(shape, above))}\n`;
  for (const members of below) {
    const added = Object.entries(await members).map(([path, value]) => {
      const inside = keysOf(path).reduce<unknown>(schemaAt, shape);
      return { op: "add", path, value: shapedAs(inside, value) };
    });
    if (added.length > 0) yield `${JSON.stringify(added)}\n`;
  }
  if (missing.length > 0) yield `${JSON.stringify([{ op: "add", path: "/missing", value: missing }])}\n`;
}

const schemaAt = (schema: unknown, key: string): unknown =>
  Reflect.get(Object(Reflect.get(Object(schema), "properties")), key) ?? Reflect.get(Object(schema), "items");
