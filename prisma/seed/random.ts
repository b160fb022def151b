/** Chance that comes out the same on every machine. Numbers, not state, are shared: any row can be made without those before it. */
export interface Random {
  /** From 0 up to but not including 1. */
  next(): number;
  /** A whole number, both bounds included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
  /** Around 0, two thirds within 1: the sum of twelve dice, which is close to the bell curve. */
  bell(): number;
}

/** The random numbers of one thing: the same kind and index always give the same. */
export function randomFor(kind: string, index: number): Random {
  let state = mix(kindNumber(kind) ^ mix(index + 0x9e3779b9));
  // mulberry32, by Tommy Ettinger.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (values) => {
      const value = values[int(0, values.length - 1)];
      if (value === undefined) throw new RangeError("nothing to pick from");
      return value;
    },
    bell: () => {
      let sum = -6;
      for (let die = 0; die < 12; die += 1) sum += next();
      return sum;
    },
  };
}

/** A bijection of 32-bit numbers that leaves no trace of their order (MurmurHash3's finalizer, by Austin Appleby). */
export function mix(number: number): number {
  let h = number | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number for a word (FNV-1a). */
export function kindNumber(kind: string): number {
  const known = kinds.get(kind);
  if (known !== undefined) return known;
  let h = 0x811c9dc5;
  for (let i = 0; i < kind.length; i += 1) h = Math.imul(h ^ kind.charCodeAt(i), 0x01000193);
  kinds.set(kind, h >>> 0);
  return h >>> 0;
}

const kinds = new Map<string, number>();
