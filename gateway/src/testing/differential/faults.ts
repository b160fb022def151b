import { chanceOf } from "@threefold/random-operations";

/** How a field can go wrong: its resolver says null or throws, or the answer misses it or has nonsense in its place. */
export type Fault = "null" | "error" | "missing" | "nonsense";

/** Which fields go wrong: the same ones however they are reached, in every execution with one seed. */
export type Faults = (coordinate: string, identity: unknown) => Fault | undefined;

export const noFaults: Faults = () => undefined;

/**
 * Faults at seeded places.
 * @param spared field names that never go wrong: what others depend on, whose loss a single schema would not notice
 */
export function seededFaults(seed: number, rate: number, kinds: readonly Fault[], spared: ReadonlySet<string>): Faults {
  return (coordinate, identity) => {
    const field = coordinate.slice(coordinate.indexOf(".") + 1);
    if (spared.has(field)) return undefined;
    const text = `${field} ${String(identity)}`;
    if (chanceOf(text, seed) >= rate) return undefined;
    const kind = kinds[Math.floor(chanceOf(text, seed + 1) * kinds.length)];
    // What a mutation did is done, whatever the answer looks like: only one that fails before can be compared.
    return coordinate.startsWith("Mutation.") ? kind && "error" : kind;
  };
}
