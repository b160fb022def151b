/** Numbers that look random and are the same for the same seed (mulberry32). */
export interface Random {
  /** From 0 up to and without `below`. */
  whole(below: number): number;
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** Some of the items, at least one, in their order. */
  some<Item>(items: readonly Item[]): Item[];
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (below: number) => Math.floor(next() * below);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[whole(items.length)];
    if (item === undefined) throw new Error("there is nothing to pick from");
    return item;
  };
  return {
    whole,
    chance: (share) => next() < share,
    pick,
    some: (items) => {
      const chosen = items.filter(() => next() < 0.4);
      return chosen.length > 0 ? chosen : [pick(items)];
    },
  };
}
