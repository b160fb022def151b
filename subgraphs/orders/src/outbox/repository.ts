import type { OutboxMessage, Prisma, PrismaClient } from "../generated/prisma/client.ts";

/** What the products service must be told of an order. */
export const TOPICS = ["stock.reserve", "stock.ship", "stock.release"] as const;
export type Topic = (typeof TOPICS)[number];

/** Milliseconds in which whoever took a message must have dealt with it; then another may. */
const LEASE_MS = 30_000;

/** Writes a message in the transaction that decided it: it is sent if and only if that commits. */
export async function enqueue(transaction: Prisma.TransactionClient, orderId: string, topic: Topic): Promise<void> {
  await transaction.outboxMessage.create({ data: { topic, orderId, payload: {} } });
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

    async sent(id: bigint): Promise<void> {
      await prisma.outboxMessage.update({ where: { id }, data: { sentAt: new Date(), lastError: null } });
    },

    /** Puts a message back, to be tried again later. */
    async failed(id: bigint, error: string, retryInMs: number): Promise<void> {
      await prisma.outboxMessage.update({
        where: { id },
        data: { lastError: error.slice(0, 500), availableAt: new Date(Date.now() + retryInMs) },
      });
    },
  };
}
