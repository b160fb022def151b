import type { Classify } from "./ledger.ts";

/**
 * A JSON value with the leaves that are used and nothing else, as text: what a client would have had to be sent. A container goes
 * with the last that is in it; empty when nothing is used.
 * @param keys where the value stands in what is classified
 */
export function pruned(value: unknown, keys: readonly string[], classify: Classify): string {
  const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) return classify(keys) === "used" ? JSON.stringify(value) : "";
  const isArray = Array.isArray(value);
  const kept = entries.flatMap(([key, inside]) => {
    const text = pruned(inside, [...keys, key], classify);
    if (text === "") return [];
    return [isArray ? text : `${JSON.stringify(key)}:${text}`];
  });
  if (kept.length === 0) return "";
  return isArray ? `[${kept.join(",")}]` : `{${kept.join(",")}}`;
}
