import type { TypeName } from "./model.ts";

type Query = Readonly<Record<string, string | undefined>>;

/** Where a request's primary resources come from. */
export interface Endpoint {
  readonly id: string;
  readonly path: string;
  readonly summary: string;
  readonly type: TypeName;
  readonly many: boolean;
  readonly sorts?: readonly string[];
  readonly filters?: readonly string[];
  /** Those that must be there. */
  readonly required?: readonly string[];
  /** What it is known by where its service gives it no id. */
  readonly idOf?: (query: Query) => string;
  /** What the service is asked: JSON:API's parameters in the service's own words. */
  readonly source: (
    params: Readonly<Record<string, string>>,
    query: Query,
  ) => { path: string; parameters: Record<string, string> };
}

const PRODUCT_FILTERS = ["categorySlug", "sellerId", "minPrice", "maxPrice", "minRating", "inStock", "q"];

/** JSON:API's words for pages, orders and filters, in the services'. */
function parametersOf(query: Query): Record<string, string> {
  const parameters: Record<string, string> = {};
  const set = (name: string, value: string | undefined) => {
    if (value !== undefined) parameters[name] = value;
  };
  set("limit", query["page[size]"]);
  set("after", query["page[after]"]);
  set("sort", query["sort"]);
  for (const [name, value] of Object.entries(query)) {
    const filter = /^filter\[(\w+)\]$/.exec(name)?.[1];
    if (filter !== undefined) set(filter, value);
  }
  return parameters;
}

const id = (params: Readonly<Record<string, string>>) => encodeURIComponent(params["id"] ?? "");

const one = (type: TypeName, name: string): Endpoint => ({
  id: `jsonApi${name}`,
  path: `/${type}/:id`,
  summary: `One of the ${type}`,
  type,
  many: false,
  source: (params) => ({ path: `/${type}/${id(params)}`, parameters: {} }),
});

const listOf = (
  type: TypeName,
  name: string,
  options: Pick<Endpoint, "sorts" | "filters"> & { readonly under?: TypeName },
): Endpoint => {
  const { under, ...rest } = options;
  const path = under ? `/${under}/:id/${type}` : `/${type}`;
  return {
    id: `jsonApi${name}`,
    path,
    summary: under ? `The ${type} of one of the ${under}` : `The ${type}`,
    type,
    many: true,
    ...rest,
    source: (params, query) => {
      const parameters = parametersOf(query);
      if (parameters["q"] !== undefined) return { path: "/products/search", parameters };
      return { path: path.replace(":id", id(params)), parameters };
    },
  };
};

export const ENDPOINTS: readonly Endpoint[] = [
  listOf("products", "Products", {
    sorts: ["-createdAt", "price", "-price", "-averageRating", "name"],
    filters: PRODUCT_FILTERS,
  }),
  one("products", "Product"),
  listOf("reviews", "ReviewsOfProduct", { under: "products", sorts: ["-createdAt", "-rating", "rating"] }),
  listOf("categories", "Categories", { filters: ["parentId", "slug"] }),
  one("categories", "Category"),
  one("reviews", "Review"),
  one("users", "User"),
  listOf("reviews", "ReviewsOfUser", { under: "users" }),
  listOf("orders", "OrdersOfUser", { under: "users", filters: ["status"] }),
  listOf("orders", "Orders", { filters: ["status"] }),
  one("orders", "Order"),
  {
    id: "jsonApiCart",
    path: "/cart",
    summary: "One's own cart",
    type: "carts",
    many: false,
    source: () => ({ path: "/cart", parameters: {} }),
  },
  {
    id: "jsonApiAccount",
    path: "/account",
    summary: "Oneself, with what is one's own: the address book and the cart",
    type: "accounts",
    many: false,
    source: () => ({ path: "/users/me", parameters: {} }),
  },
  {
    id: "jsonApiSalesSummary",
    path: "/sales/summary",
    summary: "What was ordered in a time of at most 92 days, and what sold best. For staff.",
    type: "sales-summaries",
    many: false,
    filters: ["from", "to", "top"],
    required: ["from", "to"],
    idOf: (query) => `${query["filter[from]"]}..${query["filter[to]"]}`,
    source: (_params, query) => ({ path: "/sales/summary", parameters: parametersOf(query) }),
  },
];
