import type { Rewrite, RewritePath, TypeHierarchy } from "@threefold/federation/planner";
import { isObject, type Json, type JsonObject, own, setOwn } from "./json.ts";

/** Changes an object in place. */
export type ApplyRewrites = (object: JsonObject) => void;

const CONDITION = "... on ";

/** The type that an element of a rewrite's path asks for, if it is a condition. */
export const conditionOf = (element: string): string | undefined =>
  element.startsWith(CONDITION) ? element.slice(CONDITION.length) : undefined;

/** Compiles a fetch's rewrites; nothing when there are none. */
export function compileRewrites(
  rewrites: readonly Rewrite[] | undefined,
  types: TypeHierarchy,
): ApplyRewrites | undefined {
  if (rewrites === undefined || rewrites.length === 0) return undefined;
  const compiled = rewrites.map((rewrite) => compileRewrite(rewrite, types));
  return (object) => {
    for (const apply of compiled) apply(object);
  };
}

function compileRewrite(rewrite: Rewrite, types: TypeHierarchy): ApplyRewrites {
  const key = rewrite.path.at(-1);
  if (key === undefined) return () => {};
  const parents = rewrite.path.slice(0, -1);
  return (object) => {
    for (const parent of objectsAt(object, parents, 0, types)) {
      if (rewrite.kind === "ValueSetter") setOwn(parent, key, rewrite.setValueTo as Json);
      else rename(parent, key, rewrite.renameKeyTo);
    }
  };
}

function rename(object: JsonObject, from: string, to: string): void {
  const value = own(object, from);
  if (value === undefined) return;
  setOwn(object, to, value);
  setOwn(object, from, undefined);
}

/** The objects at a rewrite's path. One that does not say its type is taken to be of the type that the path asks for. */
function* objectsAt(
  value: Json | undefined,
  path: RewritePath,
  index: number,
  types: TypeHierarchy,
): Generator<JsonObject> {
  if (Array.isArray(value)) {
    for (const item of value) yield* objectsAt(item, path, index, types);
    return;
  }
  if (!isObject(value)) return;
  const element = path[index];
  if (element === undefined) {
    yield value;
    return;
  }
  const condition = conditionOf(element);
  if (condition === undefined) {
    yield* objectsAt(own(value, element), path, index + 1, types);
    return;
  }
  const typename = value["__typename"];
  if (typeof typename !== "string" || types.isSubtype(condition, typename)) {
    yield* objectsAt(value, path, index + 1, types);
  }
}
