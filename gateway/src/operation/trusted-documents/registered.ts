import { LRUCache } from "lru-cache";

/** Documents that clients registered by their hash (automatic persisted queries): those that were used last. */
export interface RegisteredDocuments {
  get(sha256: string): string | undefined;
  /** A document larger than all may be together is not kept. */
  set(sha256: string, document: string): void;
  readonly bytes: number;
}

/** What an entry takes beside its text: its key, and its place in the cache. */
const ENTRY_BYTES = 200;

/** @param maxBytes how much memory the documents may take together */
export function createRegisteredDocuments(maxBytes: number): RegisteredDocuments {
  const documents = new LRUCache<string, string>({
    maxSize: maxBytes,
    // Strings take up to two bytes a character.
    sizeCalculation: (document) => ENTRY_BYTES + 2 * document.length,
  });
  return {
    get: (sha256) => documents.get(sha256),
    set: (sha256, document) => void documents.set(sha256, document),
    get bytes() {
      return documents.calculatedSize;
    },
  };
}
