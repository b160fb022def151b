import { LRUCache } from "lru-cache";
import { z } from "zod";
import { callFromEdge, type EdgeEndpoint } from "./edge-call.ts";
import { type TokenErrorCode, tokenError } from "./error.ts";
import type { Partner } from "./identity.ts";
import { hashSecret } from "./secret.ts";
import { NOBODY, type Verification } from "./verifier.ts";

/** What is asked about a key: its hash, so that the key itself goes no further than the edge. */
export const keyQuestion = z.object({ hash: z.base64url().length(43) });

/** Whose key it is; null when it is nobody's, or no more. */
export const keyAnswer = z.object({
  key: z.object({ id: z.string(), scopes: z.array(z.string()), expiresAt: z.iso.datetime().nullable() }).nullable(),
});

export interface KeyVerifier {
  /** Who comes with this API key. Refusals are values; it throws only for a fault of the program. */
  verify(key: string): Promise<Verification>;
}

export interface KeyVerifierOptions extends EdgeEndpoint {
  /** How long an answer is taken for good, and so how long a revoked key may live on: 30 s unless given. */
  cacheSeconds?: number;
  /** How long a key that was good is let in while nobody can be asked about it: 300 s unless given. */
  staleSeconds?: number;
  /** How many keys are remembered, good and bad ones each: 1,000 unless given. */
  capacity?: number;
  /** Milliseconds since 1970; the system's clock unless given. */
  now?: () => number;
}

/** Questions that may be on their way at one time; others are told to come back. Guessing keys costs us no more than this. */
const AT_ONCE = 20;
/** How long nobody is asked after a question failed. */
const PAUSE_MS = 1_000;
/** Characters that a key may have. */
const MAX_LENGTH = 256;

interface Known {
  readonly identity: Partner;
  readonly expiresAt: number | undefined;
  readonly askedAt: number;
}

/**
 * Checks API keys by asking the service that made them, and remembers the answers: a key that was good for
 * `cacheSeconds`, one that was not as well. When nobody can be asked, a key that was good is let in for `staleSeconds`
 * after it was last found so, and any other gets `api-keys-unavailable` (503): it may be good.
 */
export function createKeyVerifier(options: KeyVerifierOptions): KeyVerifier {
  const { cacheSeconds = 30, staleSeconds = 300, capacity = 1_000, now = Date.now, ...endpoint } = options;
  const good = new LRUCache<string, Known>({ max: capacity });
  // Apart from the good ones, so that keys made up by somebody never push those out.
  const bad = new LRUCache<string, number>({ max: capacity });
  const asking = new Map<string, Promise<Verification>>();
  let failedAt = Number.NEGATIVE_INFINITY;

  const lasts = (since: number, seconds: number) => now() - since < seconds * 1000;

  const ask = async (hash: string): Promise<Verification> => {
    const askedAt = now();
    try {
      const { key } = await callFromEdge(endpoint, keyAnswer, { body: { hash } });
      if (key) {
        const identity: Partner = { kind: "partner", id: key.id, scopes: key.scopes };
        const known = { identity, expiresAt: key.expiresAt === null ? undefined : Date.parse(key.expiresAt), askedAt };
        good.set(hash, known);
        return accepted(known, now());
      }
      good.delete(hash);
      bad.set(hash, askedAt);
      return refused("unknown-api-key");
    } catch {
      failedAt = now();
      return unasked(hash);
    }
  };

  const unasked = (hash: string): Verification => {
    const known = good.get(hash);
    return known && lasts(known.askedAt, staleSeconds) ? accepted(known, now()) : refused("api-keys-unavailable");
  };

  return {
    async verify(key) {
      if (key.length > MAX_LENGTH) return refused("unknown-api-key");
      const hash = hashSecret(key).toString("base64url");
      const known = good.get(hash);
      if (known && lasts(known.askedAt, cacheSeconds)) return accepted(known, now());
      const refusedAt = bad.get(hash);
      if (refusedAt !== undefined && lasts(refusedAt, cacheSeconds)) return refused("unknown-api-key");
      const underWay = asking.get(hash);
      if (underWay) return underWay;
      if (asking.size >= AT_ONCE || now() - failedAt < PAUSE_MS) return unasked(hash);
      const answer = ask(hash).finally(() => asking.delete(hash));
      asking.set(hash, answer);
      return answer;
    },
  };
}

function accepted({ identity, expiresAt }: Known, time: number): Verification {
  if (expiresAt !== undefined && time >= expiresAt) return refused("unknown-api-key");
  return { ok: true, value: { ...NOBODY.value, identity, expiresAt } };
}

const refused = (code: TokenErrorCode): Verification => ({ ok: false, error: tokenError(code) });
