import type { TypeHierarchy } from "@threefold/federation/planner";
import { clone, isObject, type Json, type JsonObject, own, setOwn } from "./json.ts";

/**
 * Merges what a subgraph answered into what is there, in place. Objects meet key by key; lists of one length meet
 * element by element; otherwise the new value stands. A null does not wipe out an object or list that another subgraph
 * gave: it costs the fields that were asked from the one that said null, which stay absent. So the result does not
 * depend on which of two parallel answers came first. Nor does the name of an interface, from a subgraph that knows the
 * interface as an object (`@interfaceObject`), replace the name of an object's own type.
 */
export function merge(target: JsonObject, source: JsonObject, types: TypeHierarchy): void {
  for (const key in source) {
    const value = source[key];
    if (value === undefined) continue;
    const existing = key === "__proto__" ? own(target, key) : target[key];
    // What a plain object inherits is functions, which JSON never holds: they count as nothing there.
    if (typeof existing !== "object" || existing === null) {
      if (key === "__proto__") setOwn(target, key, value);
      else if (typeof existing !== "string" || key !== "__typename" || !isAbove(value, existing, types))
        target[key] = value;
    } else if (value !== null && !meet(existing, value, types)) {
      target[key] = value;
    }
  }
}

/** Like `merge`, but nothing of the source becomes part of the target: for a source that is merged at several places. */
export function mergeCopy(target: JsonObject, source: JsonObject, types: TypeHierarchy): void {
  merge(target, clone(source), types);
}

const isAbove = (name: Json, below: string, types: TypeHierarchy): boolean =>
  typeof name === "string" && name !== below && types.isSubtype(name, below);

/** Merges two composite values of one kind into the first; says no when they cannot be. */
function meet(existing: Json[] | JsonObject, value: Json, types: TypeHierarchy): boolean {
  if (existing === value) return true;
  if (Array.isArray(existing)) return Array.isArray(value) && mergeLists(existing, value, types);
  if (!isObject(value)) return false;
  merge(existing, value, types);
  return true;
}

function mergeLists(target: Json[], source: Json[], types: TypeHierarchy): boolean {
  if (target.length !== source.length) return false;
  for (let index = 0; index < source.length; index++) {
    const value = source[index] ?? null;
    const existing = target[index];
    if (typeof existing !== "object" || existing === null) target[index] = value;
    else if (value !== null && !meet(existing, value, types)) target[index] = value;
  }
  return true;
}
