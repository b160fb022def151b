import { AsyncLocalStorage } from "node:async_hooks";
import type { Client, Pool, PoolClient } from "pg";
import { withConnection } from "./connection.ts";
import { endWhenSilent } from "./silence.ts";

const deadlines = new AsyncLocalStorage<AbortSignal>();

/** A statement that was not sent, because nobody waits for its result any more. */
class DeadlinePassed extends Error {
  override readonly name = "DeadlinePassed";
  constructor() {
    super("The time of the request was over before this statement.");
  }
}

/**
 * Runs a function whose SQL statements end with the signal: PostgreSQL cancels the one that runs, and no other begins. What
 * ends a transaction is always sent, so that one whose time is over is rolled back, and none is left open. Prisma may read
 * for two requests of one moment by one statement (`findUnique`): that ends with the request that came first.
 */
export const runUntil = <Result>(signal: AbortSignal, run: () => Result): Result => deadlines.run(signal, run);

/** The signal that ends the statements of the code that asks; undefined where nothing does. */
export const currentDeadline = (): AbortSignal | undefined => deadlines.getStore();

/** @throws DeadlinePassed */
export function assertInTime(): void {
  if (deadlines.getStore()?.aborted) throw new DeadlinePassed();
}

type Query = (...parameters: unknown[]) => unknown;

/**
 * Makes a pool cancel the statements whose deadline passes while they run.
 * @param url of the same database and role: who runs a statement may cancel it
 */
export function cancelWhenLate(pool: Pool, url: string): void {
  pool.on("connect", (client) => {
    const send: Query = client.query.bind(client);
    Reflect.set(client, "query", (...parameters: unknown[]) => {
      const signal = deadlines.getStore();
      const result = send(...parameters);
      return signal && result instanceof Promise ? cancelledBy(signal, result, () => cancel(client, url)) : result;
    });
  });
  // The pool's own way waits for a connection in a callback, where it is no longer known for which request.
  Reflect.set(pool, "query", async (...parameters: Parameters<Client["query"]>) => {
    const client = await pool.connect();
    try {
      assertInTime();
      return await client.query(...parameters);
    } finally {
      // A connection that is broken knows it by itself, and is not used again.
      client.release();
    }
  });
}

/** Waits for the cancellation as well: it must not meet the statement that the connection runs next. */
async function cancelledBy(signal: AbortSignal, result: Promise<unknown>, cancel: () => Promise<void>) {
  let cancelling: Promise<void> | undefined;
  const stop = () => {
    cancelling = cancel();
  };
  if (signal.aborted) return result;
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await result;
  } finally {
    signal.removeEventListener("abort", stop);
    await cancelling;
  }
}

/** It is a signal that one process of the database gives another. */
const CANCELLED_WITHIN_MS = 2_000;

/** Where the database takes no further connection, the statement ends with the pool's own timeout. */
const cancel = (client: PoolClient, url: string): Promise<void> =>
  withConnection(url, async (other) => {
    endWhenSilent(other, CANCELLED_WITHIN_MS);
    await other.query("SELECT pg_cancel_backend($1)", [Reflect.get(client, "processID")]);
  }).catch(() => {});
