import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { callFromEdge, type EdgeEndpoint } from "./edge-call.ts";

/** The sessions that ended while access tokens of theirs may still be good. */
export const revokedSessions = z.object({ sessions: z.array(z.string()) });

export interface Revocations extends AsyncDisposable {
  /** For `createVerifier`. */
  isRevoked(session: string): boolean;
  /** When the list was last had, in milliseconds since 1970; undefined before the first time. */
  readonly updatedAt: number | undefined;
  /** Asks no more. */
  close(): Promise<void>;
}

export interface RevocationsOptions extends EdgeEndpoint {
  /** How often the list is asked for: 10 s unless given. */
  intervalMs?: number;
  /** Told each time that the list could not be had. */
  onFailure?: (error: Error) => void;
}

/**
 * Follows the list of sessions that have ended, so that an edge refuses their tokens at most one interval and one
 * timeout (12 s unless configured otherwise) after they ended. Each answer is the whole list, in place of the one before:
 * an edge that missed some has missed nothing.
 *
 * While the list cannot be had, the last one is kept and tokens are accepted as they verify: an ended session then lives on
 * until its access token does not, ten minutes at most. Refusing everybody for that would be the greater harm.
 */
export function followRevocations({ intervalMs = 10_000, onFailure, ...endpoint }: RevocationsOptions): Revocations {
  const closing = new AbortController();
  const { signal } = closing;
  let revoked: ReadonlySet<string> = new Set();
  let updatedAt: number | undefined;
  const update = async () => {
    try {
      revoked = new Set((await callFromEdge(endpoint, revokedSessions, { signal })).sessions);
      updatedAt = Date.now();
    } catch (error) {
      if (!signal.aborted) onFailure?.(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const following = (async () => {
    while (!signal.aborted) {
      await update();
      await wait(intervalMs, undefined, { signal, ref: false }).catch(() => {});
    }
  })();
  const close = async () => {
    closing.abort();
    await following;
  };
  return {
    isRevoked: (session) => revoked.has(session),
    get updatedAt() {
      return updatedAt;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
