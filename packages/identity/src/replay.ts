import { type TokenError, tokenError } from "./error.ts";
import { SINGLE_USE_LIFE, TOKEN_TYPES } from "./token.ts";
import type { Verified } from "./verifier.ts";

export interface ReplayGuard {
  /** Uses up the token that a write came with. Undefined when it may go on. */
  use(verified: Verified): TokenError | undefined;
}

/** Milliseconds that an id is remembered: longer than any token for a single use is accepted, clocks differing. */
const REMEMBERED_MS = (Math.max(SINGLE_USE_LIFE, TOKEN_TYPES.service.life) + 30) * 1000;

/**
 * Holds that a write needs a token for a single use, and that no such token is used twice. It remembers in this
 * process: several processes of one subgraph each accept a token once. At most `capacity` ids are remembered; when
 * that many writes came within a minute, further ones are refused rather than let through unchecked.
 */
export function createReplayGuard(options: { capacity?: number; now?: () => number } = {}): ReplayGuard {
  const { capacity = 100_000, now = Date.now } = options;
  // In the order of use, so that those to forget stand first.
  const used = new Map<string, number>();
  return {
    use({ tokenId, issuer, type, expiresAt }) {
      const time = now();
      const lives = expiresAt === undefined ? undefined : expiresAt - time;
      if (tokenId === undefined || lives === undefined || lives > REMEMBERED_MS) return tokenError("not-single-use");
      for (const [id, usedAt] of used) {
        if (time - usedAt < REMEMBERED_MS) break;
        used.delete(id);
      }
      const id = JSON.stringify([type, issuer, tokenId]);
      if (used.has(id) || used.size >= capacity) return tokenError("replayed");
      used.set(id, time);
      return undefined;
    },
  };
}
