import type { IncomingHttpHeaders } from "node:http";
import type { Clock } from "@threefold/upstream";
import type { Caller, IdentityProvider } from "../identity/identity.ts";

export interface WatchOptions {
  readonly identity: IdentityProvider;
  readonly clock: Clock;
  /** Milliseconds between two looks. */
  readonly recheck: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Watches whether somebody may still ask by what they showed. */
export type WatchCaller = (caller: Caller, headers: IncomingHttpHeaders, onEnd: (reason: string) => void) => () => void;

/**
 * Ends what somebody opened when their credential ends: at the moment when it expires, and within one look after it was
 * revoked or came to mean somebody else. A credential that cannot be looked at for now is good until it can.
 */
export function createWatchCaller({ identity, clock, recheck, now }: WatchOptions): WatchCaller {
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
        const found = await identity.identify(headers).catch(() => undefined);
        if (ended) return;
        if (found === undefined) return look();
        if ("refusal" in found) {
          if (!found.refusal.temporary) return end(found.refusal.message);
        } else if (found.caller.key !== caller.key) return end("The credential means somebody else now.");
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
