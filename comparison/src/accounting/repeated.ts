import type { Classify } from "./ledger.ts";
import { fieldOf, pathOf } from "./track.ts";

/**
 * The same classes, as if a text were known again wherever the same field has had it before, in whichever answer. Where ids are sent, a
 * thing is known by its id; where none are, this alone tells that a seller's name comes again: alike of nested objects and of flat views,
 * and also of what only happens to be the same (a currency, a status).
 */
export function knowingTexts(bodies: readonly unknown[], classify: Classify): Classify {
  const first = new Map<string, string>();
  return (keys) => {
    const found = classify(keys);
    if (found !== "used") return found;
    const value = keys.reduce<unknown>((at, key) => Object(at)[key], bodies);
    if (typeof value !== "string") return found;
    const [path, text] = [pathOf(keys), `${fieldOf(bodies, keys)} ${value}`];
    const before = first.get(text) ?? path;
    first.set(text, before);
    return before === path ? "used" : "duplicate";
  };
}
