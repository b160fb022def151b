import type { Clock } from "@threefold/upstream";
import type { Headers } from "./credential.ts";

/** Somebody who asks, as far as it matters how long they may. */
interface Watched {
  readonly anonymous: boolean;
  /** When what they showed ends, in milliseconds since 1970; undefined when that is not known beforehand. */
  readonly expiresAt?: number | undefined;
}

export interface WatchOptions<Caller extends Watched> {
  /** Finds out who asks, again. */
  readonly identify: (
    headers: Headers,
  ) => Promise<
    { readonly caller: Caller } | { readonly refusal: { readonly message: string; readonly temporary: boolean } }
  >;
  /** Whether they are who they were, with the same rights. */
  readonly isSame: (before: Caller, now: Caller) => boolean;
  readonly clock: Clock;
  /** Milliseconds between two looks. */
  readonly recheck: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Watches whether somebody may still ask by what they showed.
 * @param headers what they showed it in
 * @returns what stops watching
 */
export type WatchCaller<Caller> = (caller: Caller, headers: Headers, onEnd: (reason: string) => void) => () => void;

/** How often edges look: what they ask is mostly answered from memory. */
export const RECHECK_MS = 5_000;

/**
 * Ends what somebody opened when their credential ends: at the moment when it expires, and within one look after it was
 * revoked or came to mean somebody else. A credential that cannot be looked at for now is good until it can.
 */
export function createWatchCaller<Caller extends Watched>({
  identify,
  isSame,
  clock,
  recheck,
  now,
}: WatchOptions<Caller>): WatchCaller<Caller> {
  return (caller, headers, onEnd) => {
    if (caller.anonymous) return () => {};
    let cancelLook = () => {};
    let ended = false;
    const stop = () => {
      ended = true;
      cancelLook();
      cancelExpiry();
    };
    const end = (reason: string) => {
      if (ended) return;
      stop();
      onEnd(reason);
    };
    const look = () => {
      cancelLook = clock.after(recheck, async () => {
        // A provider that fails says nothing of the credential.
        const found = await identify(headers).catch(() => undefined);
        if (ended) return;
        if (found === undefined) return look();
        if ("refusal" in found) {
          if (!found.refusal.temporary) return end(found.refusal.message);
        } else if (!isSame(caller, found.caller)) return end("The credential means somebody else now.");
        look();
      });
    };
    const { expiresAt } = caller;
    const cancelExpiry =
      expiresAt === undefined
        ? () => {}
        : clock.after(Math.max(0, expiresAt - now()), () => end("The token has expired."));
    look();
    return stop;
  };
}
