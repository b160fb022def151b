import { type OrderPlan, orderOf } from "../../orders/seed/order.ts";
import type { Table } from "../../seed/copy.ts";
import { idOf } from "../../seed/ids.ts";
import { randomFor } from "../../seed/random.ts";
import { NOW, timestamp } from "../../seed/time.ts";
import type { Totals } from "../../seed/totals.ts";
import { productOf } from "./product.ts";

/** What lies in the warehouse, and what of it is promised to orders that were confirmed and not yet shipped. */
export function stockTables(plan: OrderPlan, totals: Totals): Table[] {
  const stock: Table = {
    name: "stock",
    columns: ["product_id", "on_hand", "reserved", "updated_at"],
    expected: plan.products,
    *rows() {
      for (let index = 0; index < plan.products; index += 1) {
        const { id, discontinued } = productOf(index);
        const random = randomFor("stock", index);
        const soldOut = random.chance(discontinued ? 0.7 : 0.08);
        const available = soldOut ? 0 : Math.ceil(250 * random.next() ** 2);
        const reserved = totals.reserved[index] ?? 0;
        yield [id, reserved + available, reserved, timestamp(NOW)];
      }
    },
  };
  const reservation: Table = {
    name: "reservation",
    columns: ["order_id", "status", "short_of", "created_at", "updated_at"],
    expected: totals.confirmedOrders.length,
    *rows() {
      for (const index of totals.confirmedOrders) {
        const { confirmedAt } = orderOf(plan, index);
        yield [idOf("order", index), "RESERVED", [], timestamp(confirmedAt), timestamp(confirmedAt)];
      }
    },
  };
  const reservationItem: Table = {
    name: "reservation_item",
    columns: ["order_id", "product_id", "quantity"],
    expected: totals.confirmedOrders.length * 2,
    *rows() {
      for (const index of totals.confirmedOrders) {
        for (const item of orderOf(plan, index).items) {
          yield [idOf("order", index), idOf("product", item.productIndex), item.quantity];
        }
      }
    },
  };
  return [stock, reservation, reservationItem];
}
