/** Values that requests are made of: variables, and answers of earlier requests. */
export type Values = Readonly<Record<string, unknown>>;

const PLACE = /\{([\w.]+)\}/g;

/** What a path needs: `/people?ids={film.characters.id}` needs `film.characters.id`. */
export const namesIn = (path: string): string[] => [...path.matchAll(PLACE)].map(([, name = ""]) => name);

/**
 * Fills in a path. A list is written with commas between its values, each once; what is found is encoded.
 * @throws Error naming what there is nothing of
 */
export const fill = (path: string, values: Values): string =>
  path.replaceAll(PLACE, (_, name: string) => find(name, values).map(encodeURIComponent).join(","));

/**
 * The values at a place: `film.characters.id` goes into lists, and gives one for each element, each different one once.
 * @throws Error when nothing is there, or something that is neither text nor a number
 */
export function find(name: string, values: Values): string[] {
  const found = name.split(".").reduce<unknown[]>((all, key) => all.flatMap((value) => inside(value, key)), [values]);
  const texts = found
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .map((value: unknown) => {
      if (typeof value === "string" || typeof value === "number") return String(value);
      throw new Error(`{${name}} is ${JSON.stringify(value) ?? "not there"}: expected text or numbers`);
    });
  return [...new Set(texts)];
}

function inside(value: unknown, key: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each: unknown) => inside(each, key));
  return typeof value === "object" && value !== null ? [(value as Record<string, unknown>)[key]] : [undefined];
}
