import type { Origin, Said } from "../client/transcript.ts";

/** Where an answer, or a piece of one, stands in what an adapter gave. */
export interface Place {
  readonly origin: Origin;
  /** The way to it in what was given. */
  readonly keys: readonly string[];
}

/** Where each answer's parts stand in what was given. The same part may stand there again: it is the first. */
export function locate(bodies: readonly unknown[], said: Pick<Said, "origins">): Place[] {
  const places: Place[] = [];
  const walk = (value: unknown, keys: readonly string[]): void => {
    if (typeof value !== "object" || value === null) return;
    const origins = said.origins(value);
    for (const origin of origins) places.push({ origin, keys: [...keys, ...(origin.at ?? [])] });
    if (origins.length > 0) return;
    for (const [key, inside] of Object.entries(value)) walk(inside, [...keys, key]);
  };
  walk(bodies, []);
  return places;
}

/**
 * Finds where something of an answer stands in what was given.
 * @returns undefined for what is around it: an envelope, and what frames the parts
 */
export function finderOf(
  places: readonly Place[],
): (exchange: number, keys: readonly string[]) => readonly string[] | undefined {
  const placesOf = Map.groupBy(places, ({ origin }) => origin.exchange);
  return (exchange, keys) => {
    const place = placesOf.get(exchange)?.find(({ origin }) => startsWith(keys, origin.keys));
    return place && [...place.keys, ...keys.slice(place.origin.keys.length)];
  };
}

/** Where the answers' bodies stand, each once: one that came in parts has a place for each. */
export function bodiesOf(places: readonly Place[]): { readonly keys: readonly string[]; readonly exchange: number }[] {
  const bodies = new Map<string, { readonly keys: readonly string[]; readonly exchange: number }>();
  for (const { origin, keys } of places) {
    const { exchange, at = [] } = origin;
    const whole = keys.slice(0, keys.length - at.length);
    bodies.set(`${exchange} ${whole}`, { keys: whole, exchange });
  }
  return [...bodies.values()];
}

export const startsWith = (keys: readonly string[], prefix: readonly string[]): boolean =>
  prefix.every((key, index) => keys[index] === key);
