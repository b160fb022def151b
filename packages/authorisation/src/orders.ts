import { HOUSE, type Kind, type Outcome, PEOPLE, type Probe } from "./probe.ts";

/** What the probes of the orders subgraph are sent at. */
export interface OrdersFixture {
  /** The owner: the customer of the order, and the seller of the product. */
  readonly ownerId: string;
  /** On its way, so that it has a shipment. */
  readonly order: { readonly id: string; readonly number: string; readonly shipmentId: string };
  readonly cartId: string;
  readonly productId: string;
}

const REFERENCE = "query ($r: [_Any!]!) { _entities(representations: $r)";
const SELECTION = "total { amount } items { position } shippingAddress { line1 } timeline { status }";
const order = { rule: "order", may: ["owner", ...HOUSE, "key orders:read"], others: "null" } as const;
const ordersOf = { rule: "ordersOf", may: ["owner", ...HOUSE, "key orders:read"], others: "FORBIDDEN" } as const;
const user = ({ ownerId }: OrdersFixture) => ({ r: [{ __typename: "User", id: ownerId }] });

/** Calling off an order that is not theirs: as if there were none. */
const notTheirs = (kind: Kind): Outcome => {
  if (kind === "anonymous") return "UNAUTHENTICATED";
  return kind.startsWith("key ") ? "FORBIDDEN" : "NOT_FOUND";
};

const references = (
  [
    ["Order", "total { amount }", ({ order }) => ({ __typename: "Order", id: order.id })],
    ["Order", "status", ({ order }) => ({ __typename: "Order", number: order.number })],
    ["OrderItem", "quantity", ({ order }) => ({ __typename: "OrderItem", order: { id: order.id }, position: 1 })],
    ["Shipment", "trackingNumber", ({ order }) => ({ __typename: "Shipment", id: order.shipmentId })],
  ] as const satisfies readonly (readonly [string, string, (fixture: OrdersFixture) => object])[]
).map(
  ([type, field, representation]): Probe<OrdersFixture> => ({
    ...order,
    way: `${type} by reference, its ${field.split(" ")[0]}`,
    through: "subgraph",
    query: `${REFERENCE} { ... on ${type} { ${field} } } }`,
    variables: (fixture) => ({ r: [representation(fixture)] }),
    at: `_entities.0.${field.split(" ")[0]}`,
  }),
);

export const orderProbes: readonly Probe<OrdersFixture>[] = [
  {
    ...order,
    way: "by id",
    through: "both",
    query: `query ($id: ID!) { order(id: $id) { ${SELECTION} } }`,
    variables: ({ order }) => ({ id: order.id }),
    at: "order.shippingAddress.line1",
  },
  {
    ...order,
    way: "by number, as an alias",
    through: "both",
    query: `query ($number: String!) { mine: orderByNumber(number: $number) { ${SELECTION} } }`,
    variables: ({ order }) => ({ number: order.number }),
    at: "mine.total.amount",
  },
  {
    ...order,
    way: "as it changes",
    through: "stream",
    query: "subscription ($id: ID!) { orderStatusChanged(id: $id) { status } }",
    variables: ({ order }) => ({ id: order.id }),
    at: "orderStatusChanged",
    others: "NOT_FOUND",
  },
  {
    rule: "myOrderChanged",
    way: "as they change",
    through: "stream",
    query: "subscription { myOrderChanged { status } }",
    variables: () => ({}),
    at: "myOrderChanged",
    may: PEOPLE,
  },
  ...(["orderPlaced", "orderChanged"] as const).map(
    (field): Probe<OrdersFixture> => ({
      rule: "orderFeed",
      way: `by ${field}`,
      through: "stream",
      query: `subscription { ${field} { status } }`,
      variables: () => ({}),
      at: field,
      may: [...HOUSE, "key orders:read"],
    }),
  ),
  ...references,
  {
    ...ordersOf,
    way: "as a list of the person's",
    through: "subgraph",
    query: `${REFERENCE} { ... on User { orders { edges { node { ${SELECTION} } } } } } }`,
    variables: user,
    at: "_entities.0.orders",
  },
  {
    ...ordersOf,
    way: "as a list of the person's, joined",
    through: "gateway",
    query: `query ($id: ID!) { user(id: $id) { orders { edges { node { ${SELECTION} } } } } }`,
    variables: ({ ownerId }) => ({ id: ownerId }),
    at: "user.orders",
  },
  {
    ...ordersOf,
    way: "as what they spent",
    through: "subgraph",
    query: `${REFERENCE} { ... on User { lifetimeSpend { amount } } } }`,
    variables: user,
    at: "_entities.0.lifetimeSpend",
  },
  {
    rule: "orders",
    way: "as a list",
    through: "both",
    query: "{ orders(first: 1) { edges { node { id } } } }",
    variables: () => ({}),
    at: "orders.edges",
    may: [...HOUSE, "key orders:read"],
  },
  {
    rule: "sales",
    way: "as a summary",
    through: "both",
    query: '{ salesSummary(from: "2026-01-01", to: "2026-01-02") { revenue { amount } } }',
    variables: () => ({}),
    at: "salesSummary.revenue.amount",
    may: [...HOUSE, "key sales:read"],
  },
  {
    rule: "revenue",
    way: "by reference",
    through: "subgraph",
    query: `${REFERENCE} { ... on Product { revenue { amount } } } }`,
    variables: ({ productId, ownerId }) => ({
      r: [{ __typename: "Product", id: productId, seller: { __typename: "User", id: ownerId } }],
    }),
    at: "_entities.0.revenue",
    may: ["owner", ...HOUSE, "key sales:read"],
    others: "FORBIDDEN",
  },
  {
    rule: "product",
    way: "by reference",
    through: "subgraph",
    query: `${REFERENCE} { ... on Product { unitsSold } } }`,
    variables: ({ productId }) => ({ r: [{ __typename: "Product", id: productId }] }),
    at: "_entities.0.unitsSold",
    may: "everybody",
  },
  {
    rule: "user",
    way: "by reference",
    through: "subgraph",
    query: `${REFERENCE} { ... on User { id } } }`,
    variables: user,
    at: "_entities.0.id",
    may: "everybody",
  },
  {
    rule: "cart",
    way: "by reference",
    through: "subgraph",
    query: `${REFERENCE} { ... on Cart { itemCount } } }`,
    variables: ({ cartId }) => ({ r: [{ __typename: "Cart", id: cartId }] }),
    at: "_entities.0.itemCount",
    may: ["owner"],
    others: "null",
  },
  {
    rule: "cartOf",
    way: "of the person",
    through: "subgraph",
    query: `${REFERENCE} { ... on User { cart { itemCount } } } }`,
    variables: user,
    at: "_entities.0.cart",
    may: ["owner"],
    others: "FORBIDDEN",
  },
  {
    rule: "buy",
    way: "by filling a cart",
    through: "both",
    query: "mutation ($id: ID!) { addToCart(input: { productId: $id }) { itemCount } }",
    variables: ({ productId }) => ({ id: productId }),
    at: "addToCart.itemCount",
    may: PEOPLE,
  },
  {
    rule: "buy",
    way: "by setting a line",
    through: "both",
    query: "mutation ($id: ID!) { setCartItem(productId: $id, quantity: 1) { itemCount } }",
    variables: ({ productId }) => ({ id: productId }),
    at: "setCartItem.itemCount",
    may: PEOPLE,
  },
  {
    rule: "buy",
    way: "by an order that is wrong",
    through: "both",
    query: `mutation { placeOrder(input: { idempotencyKey: "-", shippingAddress: {
      recipient: "A", line1: "1 Way", city: "Berlin", postalCode: "10115", countryCode: "DE" } }) { id } }`,
    variables: () => ({}),
    at: "placeOrder.id",
    may: PEOPLE,
  },
  {
    rule: "cancel",
    way: "by a write",
    through: "both",
    query: "mutation ($id: ID!) { cancelOrder(id: $id) { status } }",
    variables: ({ order }) => ({ id: order.id }),
    at: "cancelOrder.status",
    may: ["owner", ...HOUSE],
    others: notTheirs,
  },
  {
    rule: "advance",
    way: "by a write",
    through: "both",
    query: "mutation ($id: ID!) { advanceOrder(id: $id) { status } }",
    variables: ({ order }) => ({ id: order.id }),
    at: "advanceOrder.status",
    may: HOUSE,
  },
];
