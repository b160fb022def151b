/** Somebody stopped the run: what was under way has no result. */
export class Stopped extends Error {
  override readonly name = "Stopped";
  constructor() {
    super("the run was stopped");
  }
}

/** What some work gives; undefined when it failed since the run was stopped. */
export const unlessStopped = <Result>(
  signal: AbortSignal | undefined,
  work: Promise<Result>,
): Promise<Result | undefined> =>
  work.catch((error: unknown) => {
    if (signal?.aborted) return undefined;
    throw error;
  });
