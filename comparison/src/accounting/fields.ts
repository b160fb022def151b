import type { ByteClass, Classify } from "./ledger.ts";
import { leavesOf, plainFieldOf } from "./track.ts";

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
    const field = plainFieldOf(body, keys);
    const kind = classify(keys);
    const last = keys.at(-1) ?? "";
    const parent = keys.slice(0, -1).reduce<unknown>((inside, key) => Object(inside)[key], body);
    const value: unknown = keys.length === 0 ? body : Object(parent)[last];
    const key = Array.isArray(parent) ? 0 : Buffer.byteLength(JSON.stringify(last)) + 1;
    const bytes = Buffer.byteLength(JSON.stringify(value)) + key;
    const name = `${kind} ${field}`;
    found.set(name, { field, class: kind, bytes: bytes + (found.get(name)?.bytes ?? 0) });
  }
  return [...found.values()].sort((a, b) => b.bytes - a.bytes);
}
