import { asRest, PRODUCT, REVIEW, selectionOf } from "../fields.ts";
import { type Connection, type Make, type Node, oneOf, PAGE, page, paged, search } from "./case.ts";

/** REST's sorts of products, and the graph's. */
export const SORTS = {
  "-createdAt": "NEWEST",
  price: "PRICE_ASC",
  "-price": "PRICE_DESC",
  "-averageRating": "RATING",
  name: "NAME",
};
const REVIEW_SORTS = { "-createdAt": "NEWEST", "-rating": "RATING_DESC", rating: "RATING_ASC" };

export const product: Make = (random, { products }) => {
  const fields = random.some(Object.keys(PRODUCT));
  const id = oneOf(random, products);
  return {
    query: `query ($id: ID!) { product(id: $id) { ${selectionOf(PRODUCT, fields)} } }`,
    variables: { id },
    path: `/products/${id}?fields=${fields}`,
    expected: ({ product: node }) => node && asRest(PRODUCT, fields)(node as Node),
  };
};

export const products: Make = (random, shop, cursors) => {
  const fields = random.some(Object.keys(PRODUCT));
  const sort = random.pick(Object.keys(SORTS)) as keyof typeof SORTS;
  const first = random.pick([1, 2, 5, 20, 100, 0, 101]);
  const minPrice = random.chance(0.3) ? random.whole(20_000) : null;
  const filter = {
    categorySlug: random.chance(0.3) ? random.pick(shop.categories).slug : null,
    sellerId: random.chance(0.15) ? oneOf(random, shop.people) : null,
    minPrice,
    maxPrice: random.chance(0.3) ? random.whole(30_000) : null,
    minRating: random.chance(0.2) ? random.pick([1, 3, 4.5, 6]) : null,
    inStock: random.chance(0.3) ? random.chance(0.5) : null,
  };
  // A cursor of another filter is as good: it names a place in the order.
  const after = random.chance(0.4) ? (cursors.get(sort) ?? null) : random.chance(0.03) ? "abc" : null;
  return {
    query: `query ($first: Int, $after: String, $filter: ProductFilter) {
      products(first: $first, after: $after, sort: ${SORTS[sort]}, filter: $filter) { edges { node { ${selectionOf(PRODUCT, fields)} } } ${PAGE} } }`,
    variables: { first, after, filter },
    path: `/products?${search({ limit: first, after, sort, ...filter, fields })}`,
    expected: ({ products }) => page(products as Connection, asRest(PRODUCT, fields)),
    given: paged,
  };
};

export const found: Make = (random) => {
  const fields = random.some(["name", "price", "thumbnail", "brand"]);
  const query = random.pick(["la", "steel", "lamp", "oak table", "wool", "x", "a b c", " ", "kettle", "%", "o'"]);
  const first = random.pick([1, 8, 50, 51]);
  return {
    query: `query ($query: String!, $first: Int) { searchProducts(query: $query, first: $first) { ${selectionOf(PRODUCT, fields)} } }`,
    variables: { query, first },
    path: `/products/search?${search({ q: query, limit: first, fields })}`,
    expected: ({ searchProducts }) => ({ data: (searchProducts as Node[]).map(asRest(PRODUCT, fields)) }),
  };
};

export const reviews: Make = (random, { products }) => {
  const fields = random.some(Object.keys(REVIEW));
  const sort = random.pick(Object.keys(REVIEW_SORTS)) as keyof typeof REVIEW_SORTS;
  const id = oneOf(random, products);
  const first = random.pick([1, 3, 10, 100]);
  return {
    query: `query ($id: ID!, $first: Int) {
      product(id: $id) { reviews(first: $first, sort: ${REVIEW_SORTS[sort]}) { edges { node { ${selectionOf(REVIEW, fields)} } } ${PAGE} } } }`,
    variables: { id, first },
    path: `/products/${id}/reviews?${search({ limit: first, sort, fields })}`,
    expected: ({ product: node }) => node && page(Object(node).reviews, asRest(REVIEW, fields)),
    given: paged,
  };
};

export const revenue: Make = (random, { products }) => {
  const id = random.pick(products);
  return {
    query: "query ($id: ID!) { product(id: $id) { revenue { amount currency } } }",
    variables: { id },
    path: `/products/${id}/revenue`,
    expected: ({ product: node }) => Object(node).revenue,
  };
};

export const estimate: Make = (random, { products }) => {
  const id = oneOf(random, products);
  const destination = random.pick(["DE", "FR", "US", "XX", "de"]);
  return {
    query:
      "query ($id: ID!, $to: String!) { product(id: $id) { shippingEstimate(destination: $to) { cost { amount currency } minDays maxDays } } }",
    variables: { id, to: destination },
    path: `/products/${id}/shipping-estimate?destination=${destination}`,
    expected: ({ product: node }) => node && Object(node).shippingEstimate,
  };
};

export const category: Make = (random, { categories }) => {
  const { id, slug } = random.pick(categories);
  const show = (node: Node) => ({
    id: node["id"],
    slug: node["slug"],
    name: node["name"],
    parentId: Object(node["parent"]).id ?? null,
  });
  return {
    query: "query ($slug: String!) { category(slug: $slug) { children { id slug name parent { id } } } }",
    variables: { slug },
    path: `/categories?parentId=${id}`,
    expected: ({ category: node }) => ({ data: (Object(node).children as Node[]).map(show) }),
  };
};
