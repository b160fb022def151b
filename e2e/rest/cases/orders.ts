import { asRest, ORDER, selectionOf } from "../fields.ts";
import { type Connection, type Make, type Node, oneOf, PAGE, page, paged, search } from "./case.ts";

const STATUSES = [null, "CONFIRMED", "SHIPPED", "DELIVERED", "CANCELLED"];

export const order: Make = (random, { orders }) => {
  const fields = random.some(Object.keys(ORDER));
  const id = oneOf(random, orders);
  return {
    query: `query ($id: ID!) { order(id: $id) { ${selectionOf(ORDER, fields)} } }`,
    variables: { id },
    path: `/orders/${id}?fields=${fields}`,
    expected: ({ order: node }) => node && asRest(ORDER, fields)(node as Node),
  };
};

export const orders: Make = (random, _shop, cursors) => {
  const fields = random.some(Object.keys(ORDER));
  const [first, status] = [random.pick([1, 5, 20]), random.pick(STATUSES)];
  const after = random.chance(0.4) ? (cursors.get("orders") ?? null) : null;
  return {
    query: `query ($first: Int, $after: String, $status: OrderStatus) {
      orders(first: $first, after: $after, status: $status) { edges { node { ${selectionOf(ORDER, fields)} } } ${PAGE} } }`,
    variables: { first, after, status },
    path: `/orders?${search({ limit: first, after, status, fields })}`,
    expected: ({ orders }) => page(orders as Connection, asRest(ORDER, fields)),
    given: paged,
  };
};

export const ordersOf: Make = (random, { people }) => {
  const fields = random.some(Object.keys(ORDER));
  const id = random.pick(people);
  const [first, status] = [random.pick([1, 5, 20]), random.pick(STATUSES)];
  return {
    query: `query ($id: ID!, $first: Int, $status: OrderStatus) {
      user(id: $id) { orders(first: $first, status: $status) { edges { node { ${selectionOf(ORDER, fields)} } } ${PAGE} } } }`,
    variables: { id, first, status },
    path: `/users/${id}/orders?${search({ limit: first, status, fields })}`,
    expected: ({ user: node }) => page(Object(node).orders, asRest(ORDER, fields)),
    given: paged,
  };
};

export const spend: Make = (random, { people }) => {
  const id = random.pick(people);
  return {
    query: "query ($id: ID!) { user(id: $id) { lifetimeSpend { amount currency } } }",
    variables: { id },
    path: `/users/${id}/lifetime-spend`,
    expected: ({ user: node }) => Object(node).lifetimeSpend,
  };
};

export const sales: Make = (random) => {
  const day = () =>
    `2026-${String(1 + random.whole(10)).padStart(2, "0")}-${String(1 + random.whole(28)).padStart(2, "0")}`;
  const [from, to] = [day(), day()];
  const top = random.pick([1, 5, 50]);
  return {
    query: `query ($from: Date!, $to: Date!, $top: Int) { salesSummary(from: $from, to: $to) {
      orderCount revenue { amount currency } averageOrderValue { amount currency } byStatus { status count }
      byDay { date orderCount revenue { amount currency } }
      topProducts(first: $top) { product { id } unitsSold revenue { amount currency } } } }`,
    variables: { from, to, top },
    path: `/sales/summary?${search({ from, to, top })}`,
    expected: ({ salesSummary }) => ({
      ...(salesSummary as Node),
      topProducts: (Object(salesSummary).topProducts as { product: Node }[]).map(({ product, ...rest }) => ({
        ...rest,
        productId: product["id"],
      })),
    }),
  };
};
