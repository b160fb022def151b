/** What JSON.parse makes. Keys come from subgraphs, so that any name can be there, `__proto__` too. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Whether every object inherits something under this name: such keys (`constructor`, `__proto__`) are read only where
 * they are an object's own. Asked once per operation, so that reading others costs nothing more.
 */
export const isInherited = (key: string): boolean => key in Object.prototype;

/** An object's own value under a key. */
export const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

/** Sets an object's own value, under `__proto__` too. */
export function setOwn(object: JsonObject, key: string, value: Json | undefined): void {
  if (key === "__proto__") {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}

/** A copy that shares nothing with the original. */
export function clone<Value extends Json | undefined>(value: Value): Value;
export function clone(value: Json | undefined): Json | undefined {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => clone(item));
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) setOwn(copy, key, clone(value[key]));
  return copy;
}

/** All but what JSON shows as it is: neither quotes, backslashes, control characters nor (maybe lone) surrogates. */
const NEEDS_ESCAPE = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;
const LONGEST_TESTED = 48;

/** JSON text of a string. A short one is mostly free of what must be escaped, and seeing that is cheaper than escaping. */
export const quote = (text: string): string =>
  text.length < LONGEST_TESTED && !NEEDS_ESCAPE.test(text) ? `"${text}"` : JSON.stringify(text);

/** What stands between the quotes of a string's JSON text. */
export const inner = (text: string): string =>
  text.length < LONGEST_TESTED && !NEEDS_ESCAPE.test(text) ? text : JSON.stringify(text).slice(1, -1);

/** JSON text of any value. */
export function textOf(value: Json): string {
  switch (typeof value) {
    case "string":
      return quote(value);
    case "number":
      return Number.isFinite(value) ? `${value}` : "null";
    case "boolean":
      return value ? "true" : "false";
    default:
      return value === null ? "null" : JSON.stringify(value);
  }
}
