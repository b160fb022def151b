import type { OutboxMessage, Prisma, PrismaClient } from "../generated/prisma/client.ts";

/** What the products service must be told of an order. */
export const TOPICS = ["stock.reserve", "stock.ship", "stock.release", "purchase.record"] as const;
export type Topic = (typeof TOPICS)[number];

/** Milliseconds in which whoever took a message must have dealt with it; then another may. */
const LEASE_MS = 30_000;

/** Hours that a message is kept after it was sent, as events are: for who looks into what became of an order. */
const KEEP_HOURS = 24;
/** Messages that one statement removes: those that are due wait for it. */
const BATCH = 1_000;

/**
 * Writes a message in the transaction that decided it: it is sent if and only if that commits. Every time in this table is the
 * database's, by which `take` goes: a process whose clock is wrong sends neither late nor without a pause.
 */
export async function enqueue(transaction: Prisma.TransactionClient, orderId: string, topic: Topic): Promise<void> {
  await transaction.$executeRaw`INSERT INTO outbox_message (topic, order_id, payload) VALUES (${topic}, ${orderId}::uuid, '{}')`;
}

/** Says that a message was dealt with. @param prisma a transaction, or the client itself */
export async function markSent(prisma: Pick<PrismaClient, "$executeRaw">, id: bigint): Promise<void> {
  await prisma.$executeRaw`UPDATE outbox_message SET sent_at = now(), last_error = NULL WHERE id = ${id}`;
}

export type OutboxRepository = ReturnType<typeof outboxRepository>;

export function outboxRepository(prisma: PrismaClient) {
  return {
    /**
     * Takes the oldest message that is due, for half a minute; no other process takes it meanwhile. Messages of one
     * order are taken in turn: one waits until those before it are sent.
     */
    async take(): Promise<OutboxMessage | undefined> {
      const rows = await prisma.$queryRaw<{ id: bigint }[]>`
        UPDATE outbox_message SET attempts = attempts + 1, available_at = now() + ${LEASE_MS} * interval '1 millisecond'
        WHERE id = (
          SELECT id FROM outbox_message AS message
          WHERE sent_at IS NULL AND available_at <= now() AND NOT EXISTS (
            SELECT 1 FROM outbox_message AS earlier
            WHERE earlier.order_id = message.order_id AND earlier.id < message.id AND earlier.sent_at IS NULL)
          ORDER BY available_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id`;
      const id = rows[0]?.id;
      return id === undefined ? undefined : prisma.outboxMessage.findUniqueOrThrow({ where: { id } });
    },

    sent: (id: bigint): Promise<void> => markSent(prisma, id),

    /** Puts a message back, to be tried again later. */
    async failed(id: bigint, error: string, retryInMs: number): Promise<void> {
      await prisma.$executeRaw`
        UPDATE outbox_message SET last_error = ${error.slice(0, 500)}, available_at = now() + ${retryInMs} * interval '1 millisecond'
        WHERE id = ${id}`;
    },

    /**
     * Removes a batch of messages that were sent more than a day ago; one that was not sent stays, however old it is. Several
     * processes may do it at once.
     * @returns whether there may be more
     */
    async prune(): Promise<boolean> {
      const removed = await prisma.$executeRaw`
        DELETE FROM outbox_message WHERE id IN (
          SELECT id FROM outbox_message WHERE sent_at < now() - ${KEEP_HOURS} * interval '1 hour'
          ORDER BY sent_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)`;
      return removed === BATCH;
    },
  };
}
