import type { KeyRenamer, TypeHierarchy } from "@threefold/federation/planner";
import { isObject, type Json, type JsonObject, own } from "./json.ts";
import { locate, type ResponsePath, valueAt } from "./path.ts";
import { conditionOf } from "./rewrites.ts";

/** The variables that an entity gets from the objects above it, by name (`@fromContext`). */
export type ReadContext = (root: JsonObject, path: readonly string[]) => readonly Readonly<Record<string, Json>>[];

const ABOVE = "..";

/**
 * Compiles what each entity of a fetch takes from its context. A rewrite's path starts at the entity: `..` goes up to
 * the object that it was a field of, and the rest goes down from there. Several rewrites may give one variable, for the
 * types that can stand above; one that finds no value leaves the variable to the others, and then to null.
 */
export function compileContext(rewrites: readonly KeyRenamer[], types: TypeHierarchy): ReadContext {
  return (root, path) =>
    locate(root, path).map((place) => {
      const values: Record<string, Json> = {};
      for (const { path: contextPath, renameKeyTo } of rewrites) {
        values[renameKeyTo] ??= follow(root, place, contextPath, types) ?? null;
      }
      return values;
    });
}

function follow(
  root: JsonObject,
  place: ResponsePath,
  path: readonly string[],
  types: TypeHierarchy,
): Json | undefined {
  const down = path.findIndex((element) => element !== ABOVE);
  let start = place;
  for (let ups = down === -1 ? path.length : down; ups > 0; ups--) start = above(start);
  let value = valueAt(root, start);
  for (const element of path.slice(down === -1 ? path.length : down)) {
    if (!isObject(value)) return undefined;
    const condition = conditionOf(element);
    if (condition === undefined) value = own(value, element);
    else if (!matches(condition, value, types)) return undefined;
  }
  return value;
}

/** The place of the object that what stands here is a field of, in however many lists. */
const above = (place: ResponsePath): ResponsePath =>
  place.slice(
    0,
    Math.max(
      place.findLastIndex((part) => typeof part === "string"),
      0,
    ),
  );

function matches(condition: string, { __typename: typename }: JsonObject, types: TypeHierarchy): boolean {
  return typeof typename !== "string" || types.isSubtype(condition, typename);
}
