import { LRUCache } from "lru-cache";

/** What was made of one operation for those who may see the same of it. */
export interface Variants<Value> {
  /** The value for a decision: from memory, or made now. All who wait for one share its making; failures are not kept. */
  get(decision: string, make: () => Promise<Value>): Promise<Value>;
  readonly size: number;
}

/**
 * Keeps the variants of an operation that were used last: an operation with n requirements has up to 2^n.
 * @param max how many
 */
export function createVariants<Value>(max = 16): Variants<Value> {
  const variants = new LRUCache<string, Promise<Value>>({ max });
  return {
    get(decision, make) {
      const known = variants.get(decision);
      if (known !== undefined) return known;
      const made = make();
      variants.set(decision, made);
      made.catch(() => {
        if (variants.peek(decision) === made) variants.delete(decision);
      });
      return made;
    },
    get size() {
      return variants.size;
    },
  };
}
