import { LRUCache } from "lru-cache";
import type { AnalysedOperation, Analysis } from "./analyse.ts";
import type { Preparation } from "./prepare.ts";

/** Operations that were prepared, for one schema or for several that follow each other. */
export interface OperationCache {
  /**
   * What one operation of a document is: from memory, or found out now. Errors are not kept.
   * @param generation which schema: operations prepared for one are nothing to another
   */
  analysis(generation: string, document: string, operationName: string | undefined, analyse: () => Analysis): Analysis;
  /**
   * What an operation is for those of whom a decision was made: from memory at once, or prepared now. All who ask for it
   * while it is prepared share that. Errors are not kept.
   * @param choice which of its fragments are deferred
   * @param labels which labels of `@override` are on
   */
  preparation(
    operation: AnalysedOperation,
    decision: string,
    choice: string,
    labels: string,
    prepare: () => Promise<Preparation>,
  ): Preparation | Promise<Preparation>;
  /** The operations that were used last, each as it was asked for, the last first. */
  recent(most: number): readonly RecentOperation[];
  /** How many operations were prepared and are kept, and about how many bytes everything here takes. */
  readonly usage: { readonly operations: number; readonly bytes: number };
}

/** An operation that clients use, for whom it was prepared, with which fragments deferred and which labels on. */
export interface RecentOperation {
  readonly document: string;
  readonly operationName: string | undefined;
  readonly decision: string;
  readonly choice: string;
  readonly labels: string;
}

/**
 * Keeps prepared operations, those used last, within a limit of memory.
 * @param maxBytes how much they may take together, by the sizes that they state
 */
export function createOperationCache(maxBytes: number): OperationCache {
  const sized = {
    maxSize: Math.max(1, Math.floor(maxBytes / 2)),
    sizeCalculation: ({ size }: { size: number }, key: string) => size + key.length,
  };
  const analysed = new LRUCache<string, Analysed>(sized);
  const prepared = new LRUCache<string, Prepared>(sized);
  const inPreparation = new Map<string, Promise<Preparation>>();
  /** By operation: its key where nothing was decided and nothing is deferred, as a rule. */
  const keys = new WeakMap<AnalysedOperation, string>();
  const keyFor = (operation: AnalysedOperation, decision: string, choice: string, labels: string): string => {
    const plain = keys.get(operation) ?? "";
    return decision === "" && choice === "" && labels === "" ? plain : `${plain}${decision} ${choice} ${labels}`;
  };
  return {
    analysis(generation, document, operationName, analyse) {
      const known = analysed.get(document)?.uses ?? [];
      for (const use of known) {
        if (use.generation === generation && use.operationName === operationName) return use.analysis;
      }
      const analysis = analyse();
      if (!analysis.ok) return analysis;
      const uses = [{ generation, operationName, analysis }, ...known].slice(0, MAX_USES);
      analysed.set(document, { uses, size: uses.reduce((sum, use) => sum + use.analysis.operation.size, 0) });
      // The length says where the document ends, so that no other two make the same key.
      keys.set(analysis.operation, `${generation} ${document.length} ${document} ${operationName ?? ""} `);
      return analysis;
    },
    preparation(operation, decision, choice, labels, prepare) {
      const key = keyFor(operation, decision, choice, labels);
      const found = prepared.get(key)?.preparation ?? inPreparation.get(key);
      if (found !== undefined) return found;
      const { text: document, askedName: operationName } = operation;
      const preparing = prepare()
        .then((preparation) => {
          if (preparation.ok) {
            const { size } = preparation.operation;
            prepared.set(key, { preparation, size, recent: { document, operationName, decision, choice, labels } });
          }
          return preparation;
        })
        .finally(() => inPreparation.delete(key));
      inPreparation.set(key, preparing);
      return preparing;
    },
    recent: (most) => Array.from(prepared.values().take(most), ({ recent }) => recent),
    get usage() {
      return { operations: prepared.size, bytes: prepared.calculatedSize + analysed.calculatedSize };
    },
  };
}

/** How many operations of one document are kept, of all generations: those of generations that are gone are forgotten. */
const MAX_USES = 40;

/** A document's operations. It is looked up by its own text alone: a longer key would be put together for each request. */
interface Analysed {
  readonly uses: readonly Use[];
  readonly size: number;
}

interface Use {
  readonly generation: string;
  readonly operationName: string | undefined;
  readonly analysis: Extract<Analysis, { readonly ok: true }>;
}

interface Prepared {
  readonly preparation: Preparation;
  readonly recent: RecentOperation;
  readonly size: number;
}
