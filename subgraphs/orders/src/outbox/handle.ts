import type { Catalogue, Reservation } from "../catalogue/client.ts";
import type { Change, Lifecycle } from "../order/lifecycle.ts";
import type { OrderRepository } from "../order/repository.ts";
import type { Handler } from "./relay.ts";
import type { OutboxRepository, Topic } from "./repository.ts";

interface Parts {
  readonly orders: OrderRepository;
  readonly lifecycle: Lifecycle;
  readonly catalogue: Catalogue;
  readonly outbox: OutboxRepository;
}

/** Tells the products service what became of an order, and takes over what it answers. Every step bears repetition. */
export function outboxHandler({ orders, lifecycle, catalogue, outbox }: Parts): Handler {
  const steps: Record<Topic, Handler> = {
    "stock.reserve": async ({ id, orderId }) => {
      const [order] = await orders.byIds([orderId], ["status"]);
      // Called off before its turn came: there is nothing to reserve.
      const reservation =
        order?.status === "PENDING" ? await catalogue.reserve(orderId, await linesOf(orders, orderId)) : undefined;
      await lifecycle.conclude(
        orderId,
        id,
        reservation && outcomeOf(reservation, await namesOf(orders, orderId, reservation.shortOf)),
      );
    },
    "stock.ship": async ({ id, orderId }) => {
      await catalogue.settle(orderId, "SHIPPED");
      await outbox.sent(id);
    },
    "stock.release": async ({ id, orderId }) => {
      await catalogue.settle(orderId, "RELEASED");
      await outbox.sent(id);
    },
    "purchase.record": async ({ id, orderId }) => {
      const [order] = await orders.byIds([orderId], ["customerId"]);
      const [items = []] = await orders.itemsByOrders([orderId]);
      const lines = items.map(({ productId, position }) => ({ productId, position }));
      if (order) await catalogue.recordPurchase(orderId, order.customerId, lines);
      await outbox.sent(id);
    },
  };
  return async (message) => {
    const step = isTopic(message.topic, steps) ? steps[message.topic] : undefined;
    if (!step) throw new Error(`no one deals with ${message.topic}`);
    await step(message);
  };
}

const isTopic = (topic: string, steps: Record<Topic, Handler>): topic is Topic => Object.hasOwn(steps, topic);

async function linesOf(orders: OrderRepository, orderId: string) {
  const [items = []] = await orders.itemsByOrders([orderId]);
  return items.map(({ productId, quantity }) => ({ productId, quantity }));
}

async function namesOf(orders: OrderRepository, orderId: string, productIds: readonly string[]): Promise<string[]> {
  if (productIds.length === 0) return [];
  const [items = []] = await orders.itemsByOrders([orderId]);
  return items.filter((item) => productIds.includes(item.productId)).map((item) => item.productName);
}

function outcomeOf(reservation: Reservation, short: readonly string[]): Change | undefined {
  if (reservation.status === "RESERVED") return { status: "CONFIRMED" };
  if (reservation.status === "REFUSED") return { status: "REJECTED", reason: `Too few in stock: ${short.join(", ")}.` };
  return undefined;
}
