import { type OrdersFixture, orderProbes } from "./orders.ts";
import { twins } from "./rest.ts";

const NEW = { recipient: "A", line1: "1 Way", city: "Berlin", postalCode: "10115", countryCode: "DE" };

/** References have no twin: what they reach has a path of its own. */
export const orderRestProbes = twins<OrdersFixture>(orderProbes, {
  "order, by id": ({ order }) => ({ path: `/orders/${order.id}` }),
  "order, by number, as an alias": ({ order }) => ({ path: `/orders?number=${order.number}`, at: "data.0" }),
  "order, Order by reference, its total": ({ order }) => ({ path: `/orders?ids=${order.id}`, at: "data.0.total" }),
  "order, OrderItem by reference, its quantity": ({ order }) => ({ path: `/orders/${order.id}/items` }),
  "order, Shipment by reference, its trackingNumber": ({ order }) => ({ path: `/orders/${order.id}/shipment` }),
  "ordersOf, as a list of the person's": ({ ownerId }) => ({ path: `/users/${ownerId}/orders` }),
  "ordersOf, as what they spent": ({ ownerId }) => ({ path: `/users/${ownerId}/lifetime-spend` }),
  "orders, as a list": () => ({ path: "/orders?limit=1" }),
  "sales, as a summary": () => ({ path: "/sales/summary?from=2026-01-01&to=2026-01-02" }),
  "revenue, by reference": ({ productId }) => ({ path: `/products/${productId}/revenue` }),
  "product, by reference": ({ productId }) => ({ path: `/product-sales?productIds=${productId}` }),
  "buy, by filling a cart": ({ productId }) => ({ path: "/cart/items", body: { productId } }),
  "buy, by setting a line": ({ productId }) => ({
    method: "PUT",
    path: `/cart/items/${productId}`,
    body: { quantity: 1 },
  }),
  "buy, by an order that is wrong": () => ({
    path: "/orders",
    body: { shippingAddress: NEW },
    headers: { "idempotency-key": "-" },
  }),
  "cancel, by a write": ({ order }) => ({ path: `/orders/${order.id}/cancellation`, body: {} }),
  "advance, by a write": ({ order }) => ({ method: "POST", path: `/orders/${order.id}/advancement` }),
});
