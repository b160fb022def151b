import { DomainError } from "@threefold/subgraph-server";
import { LRUCache } from "lru-cache";
import { networkOf } from "./network.ts";

const MINUTE = 60_000;

/**
 * How many sign-ins that fail are let through, and in what time. Somebody who mistypes is not stopped; somebody who guesses
 * at one account, or at one password for many, is. The limit of an account alone is wide, so that no stranger can
 * easily lock its owner out, and yet holds against guessing from many addresses.
 */
const LIMITS = {
  accountFromNetwork: { most: 5, window: 15 * MINUTE },
  network: { most: 30, window: 15 * MINUTE },
  account: { most: 100, window: 60 * MINUTE },
  signUps: { most: 20, window: 60 * MINUTE },
} as const;

type Kind = keyof typeof LIMITS;

export interface Attempts {
  /**
   * Counts an attempt to sign in, before the password is looked at: attempts at the same moment all count.
   * @throws DomainError RATE_LIMITED
   */
  signIn(username: string, address: string | undefined): { succeeded(): void };
  /** @throws DomainError RATE_LIMITED */
  signUp(address: string | undefined): void;
}

/**
 * Counts in this process's memory, of at most `capacity` accounts and networks; those seen longest ago are forgotten
 * first. Several processes each count for themselves.
 */
export function createAttempts(options: { capacity?: number; now?: () => number } = {}): Attempts {
  const { capacity = 100_000, now = Date.now } = options;
  const counts = new LRUCache<string, { made: number; until: number }>({ max: capacity });

  const current = (kind: Kind, who: string) => {
    const key = `${kind} ${who}`;
    const known = counts.get(key);
    const counter = known && known.until > now() ? known : { made: 0, until: now() + LIMITS[kind].window };
    return { key, counter, isFull: counter.made >= LIMITS[kind].most };
  };

  const count = (limits: readonly (readonly [Kind, string])[]) => {
    const found = limits.map(([kind, who]) => current(kind, who));
    const full = found.filter(({ isFull }) => isFull);
    if (full.length > 0) throw tooMany(Math.max(...full.map(({ counter }) => counter.until)) - now());
    // Not before: what is refused costs nothing, and whoever sends much of it would have others' counts forgotten.
    for (const { key, counter } of found) {
      counter.made++;
      counts.set(key, counter);
    }
    return found.map(({ counter }) => counter);
  };

  return {
    signIn(username, address) {
      const network = networkOf(address);
      const counted = count([
        ["accountFromNetwork", `${username} ${network}`],
        ["network", network],
        ["account", username],
      ]);
      return {
        succeeded() {
          for (const counter of counted) counter.made--;
        },
      };
    },
    signUp(address) {
      count([["signUps", networkOf(address)]]);
    },
  };
}

const tooMany = (milliseconds: number) =>
  new DomainError("RATE_LIMITED", `Too many attempts. Try again in ${Math.ceil(milliseconds / MINUTE)} min.`);
