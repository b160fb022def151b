import { setTimeout as wait } from "node:timers/promises";

export type IsolationLevel = "ReadCommitted" | "RepeatableRead" | "Serializable";

export interface TransactionOptions {
  /** How often to begin anew after a conflict with another transaction. */
  retries?: number;
  isolationLevel?: IsolationLevel;
  /** Milliseconds to wait for a connection. */
  maxWait?: number;
  /** Milliseconds that the transaction may take. */
  timeout?: number;
}

/** What a generated Prisma client has, seen from here. `Client` is the client inside a transaction. */
export interface Transactional<Client> {
  $transaction<Result>(
    run: (transaction: Client) => Promise<Result>,
    options?: { isolationLevel?: IsolationLevel; maxWait?: number; timeout?: number },
  ): Promise<Result>;
}

/**
 * Runs a function in one transaction, and again when it lost against another transaction (serialization failure or
 * deadlock): so what the function does besides its statements must bear being done twice.
 * @throws what the function throws, or the conflict when it is still there after the last retry
 */
export async function inTransaction<Client, Result>(
  prisma: Transactional<Client>,
  run: (transaction: Client) => Promise<Result>,
  { retries = 3, ...options }: TransactionOptions = {},
): Promise<Result> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await prisma.$transaction(run, options);
    } catch (error) {
      if (attempt >= retries || !isRetryable(error)) throw error;
      // At random, so that those that met do not meet again.
      await wait(Math.random() * 10 * 2 ** attempt);
    }
  }
}

/** SQLSTATE of serialization failures and deadlocks (PostgreSQL, appendix A). */
const RETRYABLE = ["40001", "40P01"];

/**
 * Whether a transaction failed only because of another one. Prisma tells this in several ways: its own code P2034, or, from
 * raw statements and commits, the driver's error with PostgreSQL's code somewhere inside.
 */
export function isRetryable(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { code, originalCode, kind, meta, cause, driverAdapterError } = error as Record<string, unknown>;
  if (code === "P2034" || kind === "TransactionWriteConflict") return true;
  if ([code, originalCode].some((each) => RETRYABLE.includes(String(each)))) return true;
  return [meta, cause, driverAdapterError].some(isRetryable);
}

/**
 * Whether a transaction was given up because no connection became free for it, or it took too long (Prisma's P2028): nothing of
 * it was done.
 */
export const isOutOfTurn = (error: unknown): boolean =>
  typeof error === "object" && error !== null && "code" in error && error.code === "P2028";
