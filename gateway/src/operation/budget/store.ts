import { LRUCache } from "lru-cache";

export type Taken =
  | { readonly ok: true; readonly fullAt: number }
  /** Nothing was taken; it could be after so long. */
  | { readonly ok: false; readonly waitMs: number };

/**
 * When the budget of each client will be full again, in milliseconds: all that is known of it. Each call is one step that
 * nothing comes between. A store that several processes share keeps time by a clock that they share, too.
 */
export interface BudgetStore {
  /** Moves that time on, unless it would then be more than `windowMs` away. */
  take(client: string, ms: number, windowMs: number, now: number): Promise<Taken>;
  /** Moves it on or back, whatever it is. */
  shift(client: string, ms: number, now: number): Promise<void>;
  /** Called by the program at its end. */
  close?(): Promise<void>;
}

export interface MemoryStoreOptions {
  /** As many as are kept: those that were seen last. One that is forgotten starts with a full budget. */
  readonly maxClients?: number;
}

/** By so much sums of times may be off: nobody waits for that. */
export const ROUNDING_MS = 0.001;

/** The budgets of this process. Of clients whose budget is full, nothing needs to be known. */
export function createMemoryStore({ maxClients = 100_000 }: MemoryStoreOptions = {}): BudgetStore & {
  readonly size: number;
} {
  const fullAt = new LRUCache<string, number>({ max: maxClients });
  const set = (client: string, time: number, now: number) => {
    if (time <= now) fullAt.delete(client);
    else fullAt.set(client, time);
  };
  return {
    take(client, ms, windowMs, now) {
      const next = Math.max(now, fullAt.get(client) ?? now) + ms;
      const waitMs = next - now - windowMs;
      if (waitMs > ROUNDING_MS) return Promise.resolve({ ok: false, waitMs });
      set(client, next, now);
      return Promise.resolve({ ok: true, fullAt: next });
    },
    shift(client, ms, now) {
      set(client, Math.max(now, fullAt.get(client) ?? now) + ms, now);
      return Promise.resolve();
    },
    get size() {
      return fullAt.size;
    },
  };
}
