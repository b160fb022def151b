import { hash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Preparation, PreparedOperation } from "./prepare.ts";

export type Prepare = (document: string, operationName: string | undefined) => Promise<Preparation>;

/** Operations that were prepared, for one schema or for several that follow each other. */
export interface OperationCache {
  /**
   * The prepared operation of a document: from memory at once, or prepared now. All who ask for one operation while it
   * is prepared share that. Errors are not kept.
   * @param generation which schema: operations prepared for one are nothing to another
   */
  get(
    generation: string,
    document: string,
    operationName: string | undefined,
    prepare: Prepare,
  ): Preparation | Promise<Preparation>;
  /** How many operations are kept, and about how many bytes they take. */
  readonly usage: { readonly operations: number; readonly bytes: number };
}

/**
 * Keeps prepared operations, those used last, within a limit of memory.
 * @param maxBytes how much they may take together, by the sizes that they state
 */
export function createOperationCache(maxBytes: number): OperationCache {
  const prepared = new LRUCache<string, Preparation & { ok: true }>({
    maxSize: maxBytes,
    sizeCalculation: ({ operation }: { operation: PreparedOperation }) => operation.size,
  });
  const inPreparation = new Map<string, Promise<Preparation>>();
  return {
    get(generation, document, operationName, prepare) {
      const key = `${generation} ${hash("sha256", document, "base64")} ${operationName ?? ""}`;
      const found = prepared.get(key) ?? inPreparation.get(key);
      if (found !== undefined) return found;
      const preparing = prepare(document, operationName)
        .then((preparation) => {
          if (preparation.ok) prepared.set(key, preparation);
          return preparation;
        })
        .finally(() => inPreparation.delete(key));
      inPreparation.set(key, preparing);
      return preparing;
    },
    get usage() {
      return { operations: prepared.size, bytes: prepared.calculatedSize };
    },
  };
}
