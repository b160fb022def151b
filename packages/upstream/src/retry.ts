export interface RetryOptions {
  /** How often a query is sent again, at most. */
  readonly times: number;
  /** Milliseconds: the longest pause before the first time; it doubles from time to time. */
  readonly pauseMs: number;
}

export const RETRY_DEFAULTS: RetryOptions = { times: 2, pauseMs: 25 };

const LONGEST_PAUSE_MS = 1_000;

/**
 * How long to wait before the attempt after so many: any time up to a bound that doubles, so that those who failed
 * together do not come back together ("full jitter",
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 * @param random from 0 to 1
 */
export const pauseBefore = (retry: number, { pauseMs }: RetryOptions, random: number): number =>
  random * Math.min(pauseMs * 2 ** (retry - 1), LONGEST_PAUSE_MS);

/** What may be retried in all, so that a subgraph in trouble is not asked several times as much as before. */
export interface RetryBudget {
  /** One request was sent for the first time. */
  earn(): void;
  /** Whether one may be sent again. */
  spend(): boolean;
}

const EARNED = 0.2;
const MOST = 20;

/** One retry for five requests, and some to begin with. */
export function createRetryBudget(): RetryBudget {
  let left = MOST;
  return {
    earn() {
      left = Math.min(left + EARNED, MOST);
    },
    spend() {
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
