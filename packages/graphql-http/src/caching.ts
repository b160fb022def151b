import type { ExecutorAnswer } from "./executor.ts";

const NOT_KEPT = "private, no-store";

/** Cache-Control of an answer: kept only when all of it is for everybody, nothing failed and nobody in particular asked. */
export function cacheControlOf({ outcome, cachePolicy, headers }: ExecutorAnswer, personal: boolean): string {
  const given = headers?.["cache-control"];
  if (given !== undefined) return given;
  if (personal || outcome !== "complete" || !cachePolicy?.isPublic || cachePolicy.maxAge === 0) return NOT_KEPT;
  return `max-age=${cachePolicy.maxAge}, public`;
}
