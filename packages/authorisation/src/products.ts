import { HOUSE, PEOPLE, type Probe } from "./probe.ts";

/** What the probes of the products subgraph are sent at. */
export interface ProductsFixture {
  /** Sold by the owner, who is a seller. */
  readonly productId: string;
  /** Somebody else's, which anybody of the probes may review. */
  readonly otherProductId: string;
  /** By the owner, of something that they bought. */
  readonly reviewId: string;
  /** Another seller than any who asks. */
  readonly strangerId: string;
  readonly categorySlug: string;
}

const REFERENCE = "query ($r: [_Any!]!) { _entities(representations: $r)";

const creation = (categorySlug: string, more: object) => ({
  input: {
    sku: `PROBE-${crypto.randomUUID().slice(0, 8).toUpperCase()}`,
    name: "Probe",
    description: "It is there to be tried.",
    brand: "Probe",
    categorySlug,
    price: 100,
    weightGrams: 100,
    dimensions: { lengthMm: 10, widthMm: 10, heightMm: 10 },
    countryOfOrigin: "DE",
    ...more,
  },
});
const CREATE = "mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }";

export const productProbes: readonly Probe<ProductsFixture>[] = [
  {
    rule: "catalogue",
    way: "by id",
    through: "both",
    query: "query ($id: ID!) { product(id: $id) { name stock { available } } }",
    variables: ({ productId }) => ({ id: productId }),
    at: "product.stock.available",
    may: "everybody",
  },
  {
    rule: "catalogue",
    way: "by reference",
    through: "subgraph",
    query: `${REFERENCE} { ... on Review { rating } } }`,
    variables: ({ reviewId }) => ({ r: [{ __typename: "Review", id: reviewId }] }),
    at: "_entities.0.rating",
    may: "everybody",
  },
  {
    rule: "purchase",
    way: "by reference",
    through: "subgraph",
    query: `${REFERENCE} { ... on Review { purchase { position } } } }`,
    variables: ({ reviewId }) => ({ r: [{ __typename: "Review", id: reviewId }] }),
    at: "_entities.0.purchase",
    may: ["owner", ...HOUSE],
    others: "null",
  },
  {
    rule: "purchase",
    way: "by a list of the product's, as an alias",
    through: "both",
    query: "query ($id: ID!) { product(id: $id) { reviews { edges { node { title: purchase { position } } } } } }",
    variables: ({ otherProductId }) => ({ id: otherProductId }),
    at: "product.reviews.edges.0.node.title",
    may: ["owner", ...HOUSE],
    others: "null",
  },
  {
    rule: "list",
    way: "by a write",
    through: "both",
    query: CREATE,
    variables: ({ categorySlug }) => creation(categorySlug, {}),
    at: "createProduct.id",
    may: ["owner", "other seller", ...HOUSE],
  },
  {
    rule: "listForOthers",
    way: "by a write",
    through: "both",
    query: CREATE,
    variables: ({ categorySlug, strangerId }) => creation(categorySlug, { sellerId: strangerId }),
    at: "createProduct.id",
    may: HOUSE,
  },
  {
    rule: "change",
    way: "by a write",
    through: "both",
    query: "mutation ($id: ID!) { updateProduct(id: $id, input: {}) { name } }",
    variables: ({ productId }) => ({ id: productId }),
    at: "updateProduct.name",
    may: ["owner", ...HOUSE],
  },
  {
    rule: "adjustStock",
    way: "by a write",
    through: "both",
    query: "mutation ($id: ID!) { adjustStock(input: { productId: $id, delta: 1 }) { onHand } }",
    variables: ({ productId }) => ({ id: productId }),
    at: "adjustStock.onHand",
    may: ["owner", ...HOUSE, "key stock:write"],
  },
  {
    rule: "review",
    way: "by a write that is wrong",
    through: "both",
    query: `mutation ($id: ID!) {
      reviewProduct(input: { productId: $id, rating: 9, title: "A", body: "B" }) { id } }`,
    variables: ({ otherProductId }) => ({ id: otherProductId }),
    at: "reviewProduct.id",
    may: PEOPLE,
  },
  {
    rule: "revenue",
    way: "joined with who sells it",
    through: "gateway",
    query: "query ($id: ID!) { product(id: $id) { revenue { amount } } }",
    variables: ({ productId }) => ({ id: productId }),
    at: "product.revenue",
    may: ["owner", ...HOUSE, "key sales:read"],
    others: "FORBIDDEN",
  },
  {
    rule: "recordPurchase",
    way: "by a write",
    through: "subgraph",
    query: "mutation ($id: ID!) { recordPurchase(input: { orderId: $id, customerId: $id, lines: [] }) }",
    variables: () => ({ id: crypto.randomUUID() }),
    at: "recordPurchase",
    may: [],
    others: "FORBIDDEN",
  },
  ...[
    `reserveStock(input: { orderId: $id, items: [] }) { status }`,
    "settleReservation(orderId: $id, outcome: RELEASED) { status }",
  ].map(
    (field): Probe<ProductsFixture> => ({
      rule: "reserve",
      way: `by ${field.split("(")[0]}`,
      through: "subgraph",
      query: `mutation ($id: ID!) { ${field} }`,
      variables: () => ({ id: crypto.randomUUID() }),
      at: `${field.split("(")[0]}.status`,
      may: [],
      others: "FORBIDDEN",
    }),
  ),
];
