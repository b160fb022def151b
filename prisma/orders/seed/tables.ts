import { people } from "../../people.ts";
import { productOf } from "../../products/seed/product.ts";
import type { Table, Value } from "../../seed/copy.ts";
import { idOf } from "../../seed/ids.ts";
import { DAY, date, HOUR, NOW, timestamp } from "../../seed/time.ts";
import type { Totals } from "../../seed/totals.ts";
import { addressesOf, type SeededAddress } from "../../users/seed/address.ts";
import { adasCart } from "./ada.ts";
import { type OrderPlan, orderOf, type SeededOrder } from "./order.ts";
import { timelineOf } from "./timeline.ts";

const CARRIERS = ["DHL", "DPD", "GLS", "UPS", "PostNord"] as const;

/** In cents: what sending costs, and from which subtotal on it costs nothing. */
const SHIPPING = 490;
const FREE_FROM = 10_000;

/** Orders with everything that belongs to them, what they add up to, and Ada's cart. */
export function orderTables(plan: OrderPlan, totals: Totals): Table[] {
  function* orders(): Generator<SeededOrder> {
    for (let index = 0; index < plan.orders; index += 1) yield orderOf(plan, index);
  }
  const table = (
    name: string,
    columns: string[],
    perOrder: number,
    rows: (order: SeededOrder) => Value[][],
  ): Table => ({
    name,
    columns,
    expected: Math.round(plan.orders * perOrder),
    *rows() {
      for (const order of orders()) yield* rows(order);
    },
  });
  return [
    table("order", ORDER_COLUMNS, 1, orderRow),
    table(
      "order_item",
      ["order_id", "position", "product_id", "product_name", "unit_amount", "quantity"],
      1.6,
      ({ index, items }) =>
        items.map(({ productIndex, quantity }, place) => {
          const { id, name, price } = productOf(productIndex);
          return [idOf("order", index), place + 1, id, name, price, quantity];
        }),
    ),
    table("timeline_entry", ["order_id", "position", "status", "message", "at"], 3.9, (order) =>
      timelineOf(order).map(({ status, message, at }, place) => [
        idOf("order", order.index),
        place + 1,
        status,
        message,
        timestamp(at),
      ]),
    ),
    table(
      "shipment",
      ["id", "order_id", "carrier", "tracking_number", "shipped_at", "expected_on", "delivered_at"],
      0.93,
      shipmentRow,
    ),
    {
      name: "product_sales",
      columns: ["product_id", "units_sold"],
      expected: plan.products,
      *rows() {
        for (const [index, units] of totals.sold.entries()) if (units > 0) yield [idOf("product", index), units];
      },
    },
    ...cartTables,
  ];
}

const ORDER_COLUMNS = [
  "id",
  "number",
  "customer_id",
  "status",
  "status_reason",
  "subtotal_amount",
  "shipping_amount",
  "total_amount",
  "currency",
  "recipient",
  "line1",
  "line2",
  "city",
  "region",
  "postal_code",
  "country_code",
  "placed_at",
  "updated_at",
];

function orderRow(order: SeededOrder): Value[][] {
  const { index, items, customerIndex, status, placedAt } = order;
  const subtotal = items.reduce((sum, item) => sum + productOf(item.productIndex).price * item.quantity, 0);
  const shipping = subtotal >= FREE_FROM ? 0 : SHIPPING;
  const { recipient, line1, line2, city, postalCode, countryCode } = homeOf(customerIndex);
  return [
    [
      idOf("order", index),
      `TF-${new Date(placedAt).getUTCFullYear()}-${String(index + 1).padStart(6, "0")}`,
      idOf("person", customerIndex),
      status,
      reasonOf(status),
      subtotal,
      shipping,
      subtotal + shipping,
      "EUR",
      recipient,
      line1,
      line2,
      city,
      null,
      postalCode,
      countryCode,
      timestamp(placedAt),
      timestamp(timelineOf(order).at(-1)?.at ?? placedAt),
    ],
  ];
}

function reasonOf(status: SeededOrder["status"]): string | null {
  if (status === "REJECTED") return "Not enough pieces in stock.";
  return status === "CANCELLED" ? "Called off by the customer." : null;
}

const homes = new Map<number, SeededAddress>();

/** Where somebody lives. Customers order again and again, so it is remembered. */
function homeOf(customerIndex: number): SeededAddress {
  const home = homes.get(customerIndex) ?? addressesOf(customerIndex)[0];
  if (!home) throw new RangeError(`person ${customerIndex} has no address`);
  homes.set(customerIndex, home);
  return home;
}

function shipmentRow({ index, status, shippedAt, deliveredAt }: SeededOrder): Value[][] {
  if (status !== "SHIPPED" && status !== "DELIVERED") return [];
  const carrier = CARRIERS[index % CARRIERS.length] ?? CARRIERS[0];
  return [
    [
      idOf("shipment", index),
      idOf("order", index),
      carrier,
      `${carrier.slice(0, 2).toUpperCase()}${String(4_000_000_000 + index * 7)}`,
      timestamp(shippedAt),
      date(shippedAt + 3 * DAY),
      status === "DELIVERED" ? timestamp(deliveredAt) : null,
    ],
  ];
}

const cartTables: readonly Table[] = [
  {
    name: "cart",
    columns: ["id", "customer_id", "updated_at"],
    expected: 1,
    *rows() {
      yield [idOf("cart", people.ada.index), idOf("person", people.ada.index), timestamp(NOW - HOUR)];
    },
  },
  {
    name: "cart_item",
    columns: ["cart_id", "product_id", "quantity", "added_at"],
    expected: adasCart.length,
    *rows() {
      for (const [place, { productIndex, quantity }] of adasCart.entries()) {
        const addedAt = timestamp(NOW - (adasCart.length - place) * HOUR);
        yield [idOf("cart", people.ada.index), idOf("product", productIndex), quantity, addedAt];
      }
    },
  },
];
