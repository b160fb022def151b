import { asRest, ORDER, PERSONAL, PRODUCT, REVIEW, selectionOf, USER } from "./fields.ts";
import type { Random } from "./random.ts";

type Node = Record<string, unknown>;

/** One read, in both ways. What the graph gives, made into what REST should give, is compared with what REST gives. */
export interface Case {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly path: string;
  /** Undefined where there is no such thing. */
  readonly expected: (data: Node) => unknown;
  /** REST's answer as far as it is compared. */
  readonly given?: (body: Node, next: string | undefined) => unknown;
}

/** What of the seeded shop the cases are about. */
export interface Shop {
  readonly products: readonly string[];
  readonly reviews: readonly string[];
  readonly people: readonly string[];
  readonly orders: readonly string[];
  readonly categories: readonly { readonly id: string; readonly slug: string }[];
}

const NONE = "0199c000-0000-7000-8000-000000000000";

const SORTS = {
  "-createdAt": "NEWEST",
  price: "PRICE_ASC",
  "-price": "PRICE_DESC",
  "-averageRating": "RATING",
  name: "NAME",
};
const REVIEW_SORTS = { "-createdAt": "NEWEST", "-rating": "RATING_DESC", rating: "RATING_ASC" };

interface Connection {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
const PAGE = "pageInfo { hasNextPage endCursor }";
const page = (connection: Connection, show: (node: Node) => unknown) => ({
  data: connection.edges.map(({ node }) => show(node)),
  next: connection.pageInfo.hasNextPage ? connection.pageInfo.endCursor : undefined,
});
const paged = (body: Node, next: string | undefined) => ({ ...body, next });

const search = (parameters: Readonly<Record<string, unknown>>) => {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
};

type Make = (random: Random, shop: Shop, cursors: ReadonlyMap<string, string>) => Case;

const oneOf = (random: Random, ids: readonly string[]) =>
  random.chance(0.05) ? random.pick([NONE, "nonsense"]) : random.pick(ids);

const product: Make = (random, { products }) => {
  const fields = random.some(Object.keys(PRODUCT));
  const id = oneOf(random, products);
  return {
    query: `query ($id: ID!) { product(id: $id) { ${selectionOf(PRODUCT, fields)} } }`,
    variables: { id },
    path: `/products/${id}?fields=${fields}`,
    expected: ({ product: node }) => node && asRest(PRODUCT, fields)(node as Node),
  };
};

const products: Make = (random, shop, cursors) => {
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

const found: Make = (random) => {
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

const reviews: Make = (random, { products }) => {
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

const user: Make = (random, { people }) => {
  const personal = random.chance(0.2);
  const twins = personal ? { ...USER, ...PERSONAL } : USER;
  const fields = personal ? [random.pick(Object.keys(PERSONAL))] : random.some(Object.keys(USER));
  const id = oneOf(random, people);
  return {
    query: `query ($id: ID!) { user(id: $id) { ${selectionOf(twins, fields)} } }`,
    variables: { id },
    path: `/users/${id}?fields=${fields}`,
    expected: ({ user: node }) => node && asRest(twins, fields)(node as Node),
  };
};

const users: Make = (random) => {
  const fields = random.some(Object.keys(USER));
  const role = random.pick([null, "CUSTOMER", "SELLER", "STAFF", "ADMIN"]);
  const first = random.pick([1, 10, 100]);
  return {
    query: `query ($first: Int, $role: Role) { users(first: $first, role: $role) { edges { node { ${selectionOf(USER, fields)} } } ${PAGE} } }`,
    variables: { first, role },
    path: `/users?${search({ limit: first, role, fields })}`,
    expected: ({ users }) => page(users as Connection, asRest(USER, fields)),
    given: paged,
  };
};

const order: Make = (random, { orders }) => {
  const fields = random.some(Object.keys(ORDER));
  const id = oneOf(random, orders);
  return {
    query: `query ($id: ID!) { order(id: $id) { ${selectionOf(ORDER, fields)} } }`,
    variables: { id },
    path: `/orders/${id}?fields=${fields}`,
    expected: ({ order: node }) => node && asRest(ORDER, fields)(node as Node),
  };
};

const STATUSES = [null, "CONFIRMED", "SHIPPED", "DELIVERED", "CANCELLED"];

const orders: Make = (random, _shop, cursors) => {
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

const ordersOf: Make = (random, { people }) => {
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

const spend: Make = (random, { people }) => {
  const id = random.pick(people);
  return {
    query: "query ($id: ID!) { user(id: $id) { lifetimeSpend { amount currency } } }",
    variables: { id },
    path: `/users/${id}/lifetime-spend`,
    expected: ({ user: node }) => Object(node).lifetimeSpend,
  };
};

const revenue: Make = (random, { products }) => {
  const id = random.pick(products);
  return {
    query: "query ($id: ID!) { product(id: $id) { revenue { amount currency } } }",
    variables: { id },
    path: `/products/${id}/revenue`,
    expected: ({ product: node }) => Object(node).revenue,
  };
};

const estimate: Make = (random, { products }) => {
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

const category: Make = (random, { categories }) => {
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

const sales: Make = (random) => {
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

/** JSON:API's included resources, put back where they are referred to. */
function joined(body: Node): (reference: unknown) => Node | null {
  const all = [body["data"], body["included"] ?? []].flat() as { type: string; id: string; attributes?: Node }[];
  const byKey = new Map(all.map((resource) => [`${resource.type} ${resource.id}`, resource]));
  return (reference) => {
    const { type, id } = Object(reference);
    return byKey.get(`${type} ${id}`) ?? null;
  };
}

const cards: Make = (random, shop) => {
  const first = random.pick([1, 5, 20]);
  const sort = random.pick(Object.keys(SORTS)) as keyof typeof SORTS;
  const slug = random.pick(shop.categories).slug;
  const related = random.pick([1, 3]);
  return {
    query: `query ($first: Int, $slug: String, $related: Int) {
      products(first: $first, sort: ${SORTS[sort]}, filter: { categorySlug: $slug }) { edges { node {
        name price { amount currency } category { slug } seller { displayName } stock { available }
        reviews(first: $related) { edges { node { rating author { displayName } } } } } } } }`,
    variables: { first, slug, related },
    path: `/jsonapi/products?${search({
      "page[size]": first,
      sort,
      "filter[categorySlug]": slug,
      include: "category,seller,stock,reviews.author",
      "relatedPage[reviews]": related,
      "fields[products]": "name,price,category,seller,stock,reviews",
      "fields[categories]": "slug",
      "fields[users]": "displayName",
      "fields[reviews]": "rating,author",
    })}`,
    expected: ({ products }) =>
      Object(products).edges.map(({ node }: { node: Node }) => ({
        ...node,
        reviews: Object(node["reviews"]).edges.map(({ node: review }: { node: Node }) => review),
      })),
    given: (body) => {
      const at = joined(body);
      return (body["data"] as { attributes: Node; relationships: Record<string, { data: unknown }> }[]).map(
        ({ attributes, relationships: to }) => ({
          ...attributes,
          category: at(to["category"]?.data)?.["attributes"],
          seller: at(to["seller"]?.data)?.["attributes"],
          stock: { available: Object(at(to["stock"]?.data)?.["attributes"]).available },
          reviews: [to["reviews"]?.data ?? []]
            .flat()
            .map(at)
            .map((review) => ({
              ...Object(review?.["attributes"]),
              author: at(Object(review?.["relationships"]).author.data)?.["attributes"],
            })),
        }),
      );
    },
  };
};

const orderJoined: Make = (random, { orders }) => {
  const id = random.pick(orders);
  return {
    query: `query ($id: ID!) { order(id: $id) { number customer { displayName } shipment { trackingNumber }
      items { quantity product { name seller { displayName } } } } }`,
    variables: { id },
    path: `/jsonapi/orders/${id}?${search({
      include: "customer,shipment,items.product.seller",
      "fields[orders]": "number,customer,shipment,items",
      "fields[users]": "displayName",
      "fields[products]": "name,seller",
      "fields[shipments]": "trackingNumber",
      "fields[order-items]": "quantity,product",
    })}`,
    expected: ({ order: node }) => node,
    given: (body) => {
      const at = joined(body);
      const { attributes, relationships: to } = Object(body["data"]);
      const productOf = (item: Node | null) => at(Object(item?.["relationships"]).product.data);
      return {
        ...attributes,
        customer: at(to.customer.data)?.["attributes"],
        shipment: to.shipment.data && at(to.shipment.data)?.["attributes"],
        items: to.items.data.map(at).map((item: Node | null) => ({
          ...Object(item?.["attributes"]),
          product: {
            ...Object(productOf(item)?.["attributes"]),
            seller: at(Object(productOf(item)?.["relationships"]).seller.data)?.["attributes"],
          },
        })),
      };
    },
  };
};

/** All kinds of reads; those that have more to get wrong come more often. */
export const MAKES: readonly Make[] = [
  product,
  product,
  products,
  products,
  products,
  products,
  found,
  reviews,
  reviews,
  user,
  users,
  order,
  order,
  orders,
  ordersOf,
  ordersOf,
  spend,
  revenue,
  estimate,
  category,
  sales,
  cards,
  cards,
  orderJoined,
  orderJoined,
];
