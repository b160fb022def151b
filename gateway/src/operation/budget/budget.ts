import { GraphQLError } from "graphql";
import { type BudgetStore, ROUNDING_MS } from "./store.ts";

export interface BudgetOptions {
  /** What one client's operations may cost in a minute. */
  readonly costPerMinute: number;
  readonly store: BudgetStore;
  /** Milliseconds, of a clock that never goes back. */
  readonly now?: () => number;
}

export type Charge =
  | { readonly ok: true; readonly remaining: number; settle(cost: number): Promise<void> }
  | {
      readonly ok: false;
      /** `RATE_LIMITED` with `retryAfter` in seconds; `COST_ESTIMATED_TOO_EXPENSIVE` when no waiting would help. */
      readonly error: GraphQLError;
      /** For the header `Retry-After`: whole seconds. */
      readonly retryAfter: number | undefined;
    };

/** The cost budgets of clients. */
export interface ClientBudgets {
  /** What one client's operations may cost in a minute. */
  readonly costPerMinute: number;
  /**
   * Takes an estimated cost from a client's budget before its operation runs. What it really cost is told by `settle`
   * afterwards: the difference is given back, or taken too. `settle` never rejects.
   * @param client an opaque key: a person's, or an API key's
   */
  charge(client: string, cost: number): Promise<Charge>;
}

const MINUTE_MS = 60_000;

/**
 * Gives each client a budget that fills up evenly, to no more than a minute's worth, by the generic cell rate algorithm
 * (https://www.itu.int/rec/T-REC-I.371, annex A): of each client it keeps one number, when the budget will be full.
 */
export function createClientBudgets({
  costPerMinute,
  store,
  now = () => performance.now(),
}: BudgetOptions): ClientBudgets {
  const msPerCost = MINUTE_MS / costPerMinute;
  return {
    costPerMinute,
    async charge(client, cost) {
      if (cost > costPerMinute)
        return { ok: false, error: neverAffordable(cost, costPerMinute), retryAfter: undefined };
      const time = now();
      const taken = await store.take(client, cost * msPerCost, MINUTE_MS, time);
      if (!taken.ok) {
        const retryAfter = Math.max(1, Math.ceil(taken.waitMs / 1_000));
        return { ok: false, error: rateLimited(costPerMinute, retryAfter), retryAfter };
      }
      return {
        ok: true,
        remaining: Math.floor((MINUTE_MS + ROUNDING_MS - (taken.fullAt - time)) / msPerCost),
        // What the operation brought is no worse for a store that is gone by now: the next charge tells of that.
        settle: async (actual) => {
          try {
            await store.shift(client, (actual - cost) * msPerCost, now());
          } catch {}
        },
      };
    },
  };
}

const rateLimited = (costPerMinute: number, retryAfter: number): GraphQLError =>
  new GraphQLError(`The budget of ${costPerMinute} a minute is used up. Come back in ${retryAfter} s.`, {
    extensions: { code: "RATE_LIMITED", retryAfter, http: { status: 429 } },
  });

const neverAffordable = (cost: number, limit: number): GraphQLError =>
  new GraphQLError(`The operation is estimated to cost ${cost}, and the budget of a minute is ${limit}.`, {
    extensions: { code: "COST_ESTIMATED_TOO_EXPENSIVE", limit, value: cost },
  });
