const LONGEST_PAUSE_MS = 3_000;

/** Resolves after a pause that grows with every try in vain. */
export const retryWait = (retries: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.min(250 * 2 ** retries, LONGEST_PAUSE_MS)));
