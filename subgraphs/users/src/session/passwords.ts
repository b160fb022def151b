import { hashPassword, verifyPassword } from "@threefold/identity/password";
import { DomainError } from "@threefold/subgraph-server";
import pLimit from "p-limit";

/** Hashes made at one time. Each fills a core, and a thread that signatures and files want as well. */
const AT_ONCE = 2;
/** Those that may wait: some three seconds' worth. */
const WAITING = 50;

/** Hashing in turn, so that many who sign in at once slow down each other and nobody else. */
export type Passwords = ReturnType<typeof createPasswords>;

export function createPasswords() {
  const turn = pLimit(AT_ONCE);
  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (turn.pendingCount < WAITING) return turn(work);
    throw new DomainError("SERVICE_UNAVAILABLE", "Too many people are signing in at once. Try again in a moment.");
  };
  return {
    /** @throws DomainError SERVICE_UNAVAILABLE */
    hash: (password: string) => inTurn(() => hashPassword(password)),
    /** @throws DomainError SERVICE_UNAVAILABLE */
    verify: (password: string, stored: string | undefined) => inTurn(() => verifyPassword(password, stored)),
  };
}
