/** An operation, sent as somebody. One that takes `$after` is sent again with the cursor that it gave. */
export interface Scan {
  readonly query: string;
  readonly as?: "ada" | "sol" | "stan";
  readonly variables?: Readonly<Record<string, unknown>>;
}

const PAGE = "edges { node { id } } pageInfo { endCursor }";
const SORTS = ["NEWEST", "PRICE_ASC", "PRICE_DESC", "RATING", "NAME"];
const FILTERS: object[] = [
  {},
  { minPrice: 5_000, maxPrice: 6_000 },
  { minRating: 4.5 },
  { inStock: true },
  { categorySlug: "A_CATEGORY" },
  { sellerId: "SELLER_ID" },
  { categorySlug: "A_CATEGORY", minPrice: 2_000, maxPrice: 9_000, minRating: 3, inStock: true },
];

/** A_CATEGORY and SELLER_ID stand for what the running system calls them. */
const products: Scan[] = FILTERS.flatMap((filter) =>
  SORTS.map((sort) => ({
    query: `query ($after: String, $filter: ProductFilter) { products(first: 20, after: $after, sort: ${sort}, filter: $filter) { ${PAGE} } }`,
    variables: { filter },
  })),
);

const nested: Scan[] = SORTS.flatMap((sort) => [
  { query: `query ($after: String) { categories { products(first: 5, after: $after, sort: ${sort}) { ${PAGE} } } }` },
  {
    query: `query ($after: String) { userByUsername(username: "sol") { products(first: 5, after: $after, sort: ${sort}) { ${PAGE} } } }`,
  },
]);

const reviews: Scan[] = ["NEWEST", "RATING_DESC", "RATING_ASC"].map((sort) => ({
  query: `query ($after: String) { products(first: 20, sort: RATING) { edges { node { reviews(first: 3, after: $after, sort: ${sort}) { ${PAGE} } } } } }`,
}));

const catalogue: Scan[] = [
  {
    query:
      "{ products(first: 100) { edges { node { stock { available } seller { displayName } unitsSold category { name parent { name } children { name } } } } } }",
  },
  { query: '{ searchProducts(query: "la", first: 50) { id name } }' },
  { query: '{ searchProducts(query: "steel kettle", first: 10) { id } }' },
  {
    query:
      '{ productBySku(sku: "none") { id } product(id: "0199c000-0000-7000-8000-000000000000") { id } category(slug: "none") { id } }',
  },
  {
    query:
      'query ($after: String) { userByUsername(username: "ada") { reviews(first: 2, after: $after) { edges { node { id product { name } } } pageInfo { endCursor } } } }',
  },
];

const STATUSES = ["CONFIRMED", "SHIPPED", "DELIVERED", "CANCELLED"];
const people: Scan[] = [
  {
    as: "ada",
    query:
      "{ me { email addresses { city } orders(first: 5) { edges { node { number items { product { name } } timeline { at } shipment { carrier } } } } lifetimeSpend { amount } cart { items { product { name } } } } }",
  },
  { as: "stan", query: `query ($after: String) { users(first: 50, after: $after) { ${PAGE} } }` },
  ...["CUSTOMER", "SELLER", "STAFF"].map(
    (role): Scan => ({
      as: "stan",
      query: `query ($after: String) { users(first: 2, after: $after, role: ${role}) { ${PAGE} } }`,
    }),
  ),
];

const orders: Scan[] = [
  { as: "stan", query: `query ($after: String) { orders(first: 100, after: $after) { ${PAGE} } }` },
  ...STATUSES.map(
    (status): Scan => ({
      as: "stan",
      query: `query ($after: String) { orders(first: 20, after: $after, status: ${status}) { ${PAGE} } }`,
    }),
  ),
  ...STATUSES.map(
    (status): Scan => ({
      as: "stan",
      query: `{ orders(first: 20) { edges { node { customer { displayName orders(first: 3, status: ${status}) { ${PAGE} } lifetimeSpend { amount } } } } } }`,
    }),
  ),
  {
    as: "stan",
    query:
      '{ orderByNumber(number: "TF-2026-000042") { id } salesSummary(from: "2026-08-01", to: "2026-10-31") { orderCount byStatus { count } byDay { orderCount } topProducts(first: 10) { unitsSold product { name } } } }',
  },
];

const ADDRESS = { recipient: "Ada", line1: "1 Analytical Way", city: "Berlin", postalCode: "10115", countryCode: "DE" };
const writes: Scan[] = [
  {
    as: "ada",
    query:
      'mutation { updateProfile(input: { bio: "Counts." }) { bio } addAddress(input: { label: "Work", recipient: "Ada", line1: "2 Way", city: "Bonn", postalCode: "53111", countryCode: "DE" }) { id } }',
  },
  {
    as: "ada",
    query: "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id status } }",
    variables: { input: { idempotencyKey: "a-key-for-this-test", shippingAddress: ADDRESS } },
  },
];

/** What the API can be asked, so that every statement that it can cause is caused. */
export const operations: readonly Scan[] = [
  ...catalogue,
  ...products,
  ...nested,
  ...reviews,
  ...people,
  ...orders,
  ...writes,
];
