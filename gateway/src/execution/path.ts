import { isInherited, isObject, type Json, type JsonObject, own } from "./json.ts";

/** Where a value stands in a response: response names and indices. */
export type ResponsePath = readonly (string | number)[];

export const EACH = "@";

/** Adds the objects at a plan's path below an object to a list. What is not there, or no object, is passed over. */
export type Collect = (from: JsonObject, into: JsonObject[]) => void;

/** @param path response names, and `@` for every element of a list */
export function compileCollect(path: readonly string[]): Collect {
  const inherited = path.map(isInherited);
  const walk = (start: Json | undefined, from: number, into: JsonObject[]): void => {
    let value = start;
    for (let index = from; index < path.length; index++) {
      const key = path[index] as string;
      if (typeof value !== "object" || value === null) return;
      if (Array.isArray(value)) {
        if (key !== EACH) return;
        for (const item of value) walk(item, index + 1, into);
        return;
      }
      if (key === EACH) return;
      value = inherited[index] ? own(value, key) : value[key];
    }
    if (isObject(value)) into.push(value);
  };
  return (from, into) => walk(from, 0, into);
}

/** Where the objects stand that `compileCollect` finds, in the same order. Slower: for errors and contexts. */
export function locate(from: JsonObject, path: readonly string[]): ResponsePath[] {
  const found: ResponsePath[] = [];
  const walk = (value: Json | undefined, index: number, at: (string | number)[]): void => {
    const key = path[index];
    if (key === undefined) {
      if (isObject(value)) found.push(at);
    } else if (key === EACH) {
      if (Array.isArray(value)) for (const [item, element] of value.entries()) walk(element, index + 1, [...at, item]);
    } else if (isObject(value)) {
      walk(own(value, key), index + 1, [...at, key]);
    }
  };
  walk(from, 0, []);
  return found;
}

/** The value at a place in a response. */
export function valueAt(from: JsonObject, path: ResponsePath): Json | undefined {
  let value: Json | undefined = from;
  for (const key of path) {
    if (typeof key === "number") value = Array.isArray(value) ? value[key] : undefined;
    else value = isObject(value) ? own(value, key) : undefined;
  }
  return value;
}

/** The part of a plan's path that is one place: up to the first list. */
export function certainPath(path: readonly string[]): ResponsePath {
  const list = path.indexOf(EACH);
  return list === -1 ? path : path.slice(0, list);
}
