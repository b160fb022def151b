/** JSON text that is the same for equal values: the keys of objects stand in one order. */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, (_key, part: unknown) => sorted(part));

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}
