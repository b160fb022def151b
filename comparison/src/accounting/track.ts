/** A leaf of a JSON value, by the keys that lead to it, as JSON text: `["data","0","name"]`. */
export type LeafPath = string;

export const pathOf = (keys: readonly string[]): LeafPath => JSON.stringify(keys);

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Every leaf of a JSON value: scalars, and containers that are empty. */
export function leavesOf(value: unknown, keys: readonly string[] = []): string[][] {
  if (!isObject(value) || Object.keys(value).length === 0) return [[...keys]];
  return Object.entries(value).flatMap(([key, inside]) => leavesOf(inside, [...keys, key]));
}

/** The way to a leaf with list places folded: `products.[].name`. */
export const fieldOf = (value: unknown, keys: readonly string[]): string => folded(value, keys, ["[]"]).join(".");

/** The same as people write it, without list places: `products.name`. */
export const plainFieldOf = (value: unknown, keys: readonly string[]): string => folded(value, keys, []).join(".");

/** @param place what stands for a place in a list; a name that is a number is none */
function folded(value: unknown, keys: readonly string[], place: readonly string[]): string[] {
  let at = value;
  return keys.flatMap((key) => {
    const names = Array.isArray(at) ? place : [key];
    at = Object(at)[key];
    return names;
  });
}

export interface Tracked<Value> {
  /** The same value, which notes what is read of it. */
  readonly view: Value;
  /** The leaves that were read so far. */
  readonly read: ReadonlySet<LeafPath>;
}

/** The first oracle of use: notes each leaf that a reader takes, however it goes there. */
export function track<Value>(root: Value): Tracked<Value> {
  const read = new Set<LeafPath>();
  const known = new WeakMap<object, object>();
  const wrap = (value: unknown, keys: readonly string[]): unknown => {
    if (!isObject(value)) return value;
    const wrapped = known.get(value);
    if (wrapped) return wrapped;
    const proxy = new Proxy(value, {
      get(target, key, receiver) {
        const inside: unknown = Reflect.get(target, key, receiver);
        if (typeof key === "symbol" || !Object.hasOwn(target, key)) return inside;
        if (Array.isArray(target) && key === "length") {
          if (target.length === 0) read.add(pathOf(keys));
          return inside;
        }
        if (isObject(inside) && Object.keys(inside).length > 0) return wrap(inside, [...keys, key]);
        read.add(pathOf([...keys, key]));
        return isObject(inside) ? wrap(inside, [...keys, key]) : inside;
      },
    });
    known.set(value, proxy);
    return proxy;
  };
  return { view: wrap(root, []) as Value, read };
}
