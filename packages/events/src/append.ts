import type { LoggedEvent } from "./event.ts";

export type NewEvent = Pick<LoggedEvent, "topic" | "subject" | "payload"> & { readonly owner?: string };

/** A Prisma client inside a transaction, as far as events need it. */
interface Transaction {
  $executeRaw(query: TemplateStringsArray, ...values: unknown[]): Promise<unknown>;
}

/**
 * Writes events in the transaction that made them happen, so that there is an event if and only if the change is there.
 * Call it last: from here to the commit, transactions that write events wait for each other, which is what makes the log's
 * order the order of the commits (see the migration that makes `append_events`).
 * @param transaction the client inside the transaction
 */
export async function appendEvents(transaction: Transaction, events: readonly NewEvent[]): Promise<void> {
  if (events.length > 0) await transaction.$executeRaw`SELECT append_events(${JSON.stringify(events)}::jsonb)`;
}
