import type { ByteClass, Classify } from "./ledger.ts";
import { leavesOf } from "./track.ts";

/** What one field weighs in a body, over all places of its lists. */
export interface FieldBytes {
  /** Its way, with list places folded: `products.seller.name`. */
  readonly field: string;
  readonly class: ByteClass;
  readonly bytes: number;
}

/** The bytes of each field, values with their keys, the heaviest first; brackets and commas are nobody's. */
export function bytesByField(body: unknown, classify: Classify): FieldBytes[] {
  const found = new Map<string, FieldBytes>();
  for (const keys of leavesOf(body)) {
    const field = keys.filter((_, index) => !isListPlace(body, keys, index)).join(".");
    const kind = classify(keys);
    const value = keys.reduce<unknown>((inside, key) => (inside as Record<string, unknown>)[key], body);
    const last = keys.at(-1) ?? "";
    const key = isListPlace(body, keys, keys.length - 1) ? 0 : Buffer.byteLength(JSON.stringify(last)) + 1;
    const bytes = Buffer.byteLength(JSON.stringify(value)) + key;
    const name = `${kind} ${field}`;
    found.set(name, { field, class: kind, bytes: bytes + (found.get(name)?.bytes ?? 0) });
  }
  return [...found.values()].sort((a, b) => b.bytes - a.bytes);
}

const isListPlace = (body: unknown, keys: readonly string[], index: number): boolean =>
  Array.isArray(keys.slice(0, index).reduce<unknown>((inside, key) => Object(inside)[key], body));
