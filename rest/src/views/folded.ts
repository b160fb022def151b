/** What some JSON Pointers (RFC 6901) lead to. */
export type Members = Readonly<Record<string, unknown>>;

/** A view in two: what is above the screen's fold, and what follows when it is there. */
export class Folded {
  readonly above: object;
  readonly below: readonly Promise<Members>[];

  /** @param below members of the view that `above` lacks; each is told as soon as it and those before it are there */
  constructor(above: object, below: readonly Promise<Members>[]) {
    this.above = above;
    this.below = below.map(begun);
  }

  /** The view as it is when all of it is there. */
  async whole(): Promise<object> {
    const whole = structuredClone(this.above);
    for (const members of await Promise.all(this.below)) {
      for (const [pointer, value] of Object.entries(members)) add(whole, pointer, value);
    }
    return whole;
  }
}

/** What is asked for before it is waited for: its failure is told there, and meanwhile is nobody's. */
export function begun<Value>(asked: Promise<Value>): Promise<Value> {
  asked.catch(() => {});
  return asked;
}

function add(whole: object, pointer: string, value: unknown): void {
  const keys = keysOf(pointer);
  const parent = keys.slice(0, -1).reduce<unknown>((inside, key) => Reflect.get(Object(inside), key), whole);
  Reflect.set(Object(parent), keys.at(-1) ?? "", value);
}

/** Views have no names with `~` or `/` in them, which RFC 6901 would write otherwise. */
export const keysOf = (pointer: string): readonly string[] => pointer.split("/").slice(1);
