import { type OrderPlan, orderOf } from "../../orders/seed/order.ts";
import type { Table } from "../../seed/copy.ts";
import { idOf } from "../../seed/ids.ts";

/** What people have bought and were sent: the lines of all orders that have left the house. */
export function purchaseTable(plan: OrderPlan): Table {
  return {
    name: "purchase",
    columns: ["customer_id", "product_id", "order_id", "position"],
    expected: plan.orders * 1.8,
    *rows() {
      for (let index = 0; index < plan.orders; index += 1) {
        const { status, customerIndex, items } = orderOf(plan, index);
        if (status !== "SHIPPED" && status !== "DELIVERED") continue;
        for (const [place, { productIndex }] of items.entries()) {
          yield [idOf("person", customerIndex), idOf("product", productIndex), idOf("order", index), place + 1];
        }
      }
    },
  };
}
