import DataLoader from "dataloader";

/** Loaders of one request, or of one event of a subscription: nothing that one has read is served to another. */
export interface Loaders {
  /**
   * The loader of this name, made at first use. A name stands for what is loaded and how (entity, columns, page):
   * keys that are asked for under one name while a level of the query is resolved are read in one statement.
   * @param read gives a value or an Error for each key, in the keys' order
   */
  get<Value>(
    name: string,
    read: (keys: readonly string[]) => Promise<readonly (Value | Error)[]>,
  ): DataLoader<string, Value>;
}

/**
 * @param batching off reads every key by itself and keeps nothing: what a graph costs without DataLoader
 */
export function loaders(batching = true): Loaders {
  const made = new Map<string, DataLoader<string, unknown>>();
  return {
    get<Value>(name: string, read: (keys: readonly string[]) => Promise<readonly (Value | Error)[]>) {
      const known = made.get(name);
      // A name stands for one kind of value: who asks by the same name reads the same.
      if (known) return known as DataLoader<string, Value>;
      const loader = new DataLoader<string, Value>(read, { batch: batching, cache: batching, maxBatchSize: 1_000 });
      made.set(name, loader as DataLoader<string, unknown>);
      return loader;
    },
  };
}

/** The rows in the order of the keys that asked for them; null where there is none. */
export function inOrder<Row>(
  keys: readonly string[],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): (Row | null)[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  return keys.map((key) => byKey.get(key) ?? null);
}
