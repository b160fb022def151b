import { inTransaction, unlessTaken } from "@threefold/database";
import { appendEvents } from "@threefold/events";
import { DomainError } from "@threefold/subgraph-server";
import type { Order, OrderStatus, Prisma, PrismaClient } from "../generated/prisma/client.ts";
import { enqueue, markSent } from "../outbox/repository.ts";
import { countSales, uncountSales } from "../sales/repository.ts";
import { orderChanged, orderPlaced } from "./events.ts";
import type { Placement, PricedLine } from "./rules.ts";
import { mayBecome, TIMELINE } from "./status.ts";

type Transaction = Prisma.TransactionClient;

export interface NewOrder {
  readonly customerId: string;
  readonly key: string;
  /** SHA-256 of the request. */
  readonly requestHash: string;
  readonly address: Placement["shippingAddress"];
  readonly lines: readonly PricedLine[];
  readonly subtotal: bigint;
  readonly shipping: bigint;
  readonly currency: string;
  /** Whether the lines come from the customer's cart and leave it. */
  readonly fromCart: boolean;
}

export type Lifecycle = ReturnType<typeof orderLifecycle>;

/** What changes orders: each change with its timeline, its sales figures, its event and what others must be told, in one transaction. */
export function orderLifecycle(prisma: PrismaClient) {
  return {
    /** The order that an idempotency key stands for, and the request that it came with. */
    async placedWith(customerId: string, key: string): Promise<{ orderId: string; requestHash: string } | null> {
      return prisma.idempotencyKey.findUnique({
        where: { customerId_key: { customerId, key } },
        select: { orderId: true, requestHash: true },
      });
    },

    /**
     * Writes a pending order, and that its stock must be reserved.
     * @returns null when the key was used while this ran: the order is there
     * @throws DomainError CONFLICT when the cart has changed in between
     */
    async place(order: NewOrder): Promise<Order | null> {
      return unlessTaken(() => inTransaction(prisma, (transaction: Transaction) => place(transaction, order)));
    },

    /**
     * Moves an order on, if it may go there from where it stands.
     * @param decide looks at the order, locked, and says where it goes; it throws when it may not
     */
    async move(orderId: string, decide: (order: Order) => Change): Promise<Order> {
      return inTransaction(prisma, async (transaction: Transaction) => {
        const order = await locked(transaction, orderId);
        if (!order)
          throw new DomainError("NOT_FOUND", "There is no such order.", [
            { path: ["id"], message: "there is no such order" },
          ]);
        return apply(transaction, order, decide(order));
      });
    },

    /** Confirms or rejects a pending order, and marks the message that asked for it as done, in one transaction. */
    async conclude(orderId: string, messageId: bigint, outcome: Change | undefined): Promise<void> {
      await inTransaction(prisma, async (transaction: Transaction) => {
        const order = await locked(transaction, orderId);
        await markSent(transaction, messageId);
        if (order && outcome && mayBecome(order.status, outcome.status)) await apply(transaction, order, outcome);
      });
    },
  };
}

/** Where an order goes, why, and what goes with it. */
export interface Change {
  readonly status: Exclude<OrderStatus, "PENDING">;
  readonly reason?: string | null;
  readonly shipment?: { carrier: string; trackingNumber: string; expectedOn: Date };
}

async function place(transaction: Transaction, order: NewOrder): Promise<Order> {
  const placedAt = new Date();
  const { address, lines, currency } = order;
  const row = await transaction.order.create({
    data: {
      customerId: order.customerId,
      subtotalAmount: order.subtotal,
      shippingAmount: order.shipping,
      totalAmount: order.subtotal + order.shipping,
      currency,
      ...address,
      placedAt,
      items: { create: lines.map((line, index) => ({ position: index + 1, ...line })) },
      timeline: { create: { position: 1, status: "PENDING", message: TIMELINE.PENDING, at: placedAt } },
    },
  });
  const { customerId, key, requestHash } = order;
  await transaction.idempotencyKey.create({ data: { customerId, key, requestHash, orderId: row.id } });
  if (order.fromCart) await takeFromCart(transaction, order, placedAt);
  await countSales(transaction, placedAt, lines);
  await enqueue(transaction, row.id, "stock.reserve");
  await appendEvents(transaction, [orderPlaced(row)]);
  return row;
}

/**
 * Takes just what is ordered out of the cart: it must still be there as it was read. The cart is locked first, as by who puts
 * something in: they would otherwise add to pieces that are gone by then.
 */
async function takeFromCart(
  transaction: Transaction,
  { customerId, lines }: Pick<NewOrder, "customerId" | "lines">,
  at: Date,
): Promise<void> {
  await transaction.cart.updateMany({ where: { customerId }, data: { updatedAt: at } });
  const taken = await transaction.$executeRaw`
    DELETE FROM cart_item USING cart, unnest(${lines.map((line) => line.productId)}::uuid[], ${lines.map((line) => line.quantity)}::int[])
      AS ordered(product_id, quantity)
    WHERE cart.customer_id = ${customerId}::uuid AND cart_item.cart_id = cart.id
      AND cart_item.product_id = ordered.product_id AND cart_item.quantity = ordered.quantity`;
  if (taken !== lines.length)
    throw new DomainError("CONFLICT", "The cart has changed in the meantime: look at it again.");
}

async function locked(transaction: Transaction, orderId: string): Promise<Order | null> {
  await transaction.$queryRaw`SELECT 1 FROM "order" WHERE id = ${orderId}::uuid FOR UPDATE`;
  return transaction.order.findUnique({ where: { id: orderId } });
}

async function apply(transaction: Transaction, order: Order, change: Change): Promise<Order> {
  const { status, reason, shipment } = change;
  const orderId = order.id;
  const at = new Date();
  const entries = await transaction.timelineEntry.count({ where: { orderId } });
  await transaction.timelineEntry.create({
    data: { orderId, position: entries + 1, status, message: reason ?? TIMELINE[status], at },
  });
  if (shipment) await transaction.shipment.create({ data: { orderId, shippedAt: at, ...shipment } });
  if (status === "DELIVERED") await transaction.shipment.update({ where: { orderId }, data: { deliveredAt: at } });
  if (status === "SHIPPED") {
    await enqueue(transaction, orderId, "stock.ship");
    await enqueue(transaction, orderId, "purchase.record");
  }
  if (status === "CANCELLED") await enqueue(transaction, orderId, "stock.release");
  if (status === "CANCELLED" || status === "REJECTED") {
    const lines = await transaction.orderItem.findMany({ where: { orderId } });
    await uncountSales(transaction, order.placedAt, lines);
  }
  const changed = await transaction.order.update({
    where: { id: orderId },
    data: { status, statusReason: reason ?? null },
  });
  await appendEvents(transaction, [orderChanged(changed)]);
  return changed;
}
