import type { ServiceName } from "../services/names.ts";

/** How one resource refers to others. */
export type Relationship =
  /** To one other, whose id is a member of the resource. */
  | { readonly kind: "one"; readonly type: TypeName; readonly key: string }
  /** To what the service gives as a part of the resource itself. */
  | { readonly kind: "part"; readonly type: TypeName; readonly member: string; readonly many: boolean }
  /** To the first of many others, each of which knows its parent's id. */
  | { readonly kind: "children"; readonly type: TypeName; readonly key: string; readonly parameter: string }
  /** To what whoever asks has: their service knows whose it is, and gives it where it stands. */
  | { readonly kind: "own"; readonly type: TypeName; readonly path: string; readonly many: boolean };

export interface ResourceType {
  readonly service: ServiceName;
  /** Where resources of this type are read by their ids; undefined for what is only ever a part of another. */
  readonly path?: string;
  /** Whether the service lets one choose its members. */
  readonly choosable: boolean;
  readonly attributes: readonly string[];
  /** Attributes that are there when they are asked for by name, and not for everybody. */
  readonly onDemand?: readonly string[];
  readonly relationships: Readonly<Record<string, Relationship>>;
}

export const TYPE_NAMES = [
  "products",
  "categories",
  "stocks",
  "reviews",
  "users",
  "accounts",
  "addresses",
  "orders",
  "order-items",
  "shipments",
  "carts",
  "cart-items",
  "sales-summaries",
  "product-sales",
] as const;
export type TypeName = (typeof TYPE_NAMES)[number];

/** The resources that JSON:API joins. */
export const MODEL: Readonly<Record<TypeName, ResourceType>> = {
  products: {
    service: "products",
    path: "/products",
    choosable: true,
    attributes: [
      "sku",
      "name",
      "slug",
      "tagline",
      "description",
      "brand",
      "price",
      "compareAtPrice",
      "thumbnail",
      "images",
      "weightGrams",
      "dimensions",
      "material",
      "color",
      "countryOfOrigin",
      "warrantyMonths",
      "attributes",
      "tags",
      "status",
      "averageRating",
      "reviewCount",
      "createdAt",
      "updatedAt",
    ],
    relationships: {
      category: { kind: "one", type: "categories", key: "categoryId" },
      seller: { kind: "one", type: "users", key: "sellerId" },
      stock: { kind: "part", type: "stocks", member: "stock", many: false },
      reviews: { kind: "children", type: "reviews", key: "productId", parameter: "productIds" },
    },
  },
  categories: {
    service: "products",
    path: "/categories",
    choosable: true,
    attributes: ["slug", "name"],
    relationships: { parent: { kind: "one", type: "categories", key: "parentId" } },
  },
  stocks: {
    service: "products",
    choosable: false,
    attributes: ["onHand", "reserved", "available"],
    relationships: {},
  },
  reviews: {
    service: "products",
    path: "/reviews",
    choosable: true,
    attributes: ["rating", "title", "body", "verifiedPurchase", "createdAt"],
    relationships: {
      product: { kind: "one", type: "products", key: "productId" },
      author: { kind: "one", type: "users", key: "authorId" },
    },
  },
  users: {
    service: "users",
    path: "/users",
    choosable: true,
    attributes: ["username", "displayName", "avatarUrl", "bio", "role", "createdAt"],
    onDemand: ["email", "phone"],
    relationships: {},
  },
  accounts: {
    service: "users",
    choosable: true,
    attributes: ["username", "displayName", "avatarUrl", "bio", "role", "createdAt", "email", "phone"],
    relationships: {
      addresses: { kind: "own", type: "addresses", path: "/users/me/addresses", many: true },
      cart: { kind: "own", type: "carts", path: "/cart", many: false },
    },
  },
  addresses: {
    service: "users",
    choosable: true,
    attributes: ["label", "recipient", "line1", "line2", "city", "region", "postalCode", "countryCode", "isDefault"],
    relationships: {},
  },
  orders: {
    service: "orders",
    path: "/orders",
    choosable: true,
    attributes: [
      "number",
      "status",
      "subtotal",
      "shippingCost",
      "total",
      "shippingAddress",
      "timeline",
      "statusReason",
      "placedAt",
      "updatedAt",
    ],
    relationships: {
      customer: { kind: "one", type: "users", key: "customerId" },
      items: { kind: "part", type: "order-items", member: "items", many: true },
      shipment: { kind: "part", type: "shipments", member: "shipment", many: false },
    },
  },
  "order-items": {
    service: "orders",
    choosable: false,
    attributes: ["position", "nameAsBought", "unitPrice", "quantity", "lineTotal"],
    relationships: { product: { kind: "one", type: "products", key: "productId" } },
  },
  shipments: {
    service: "orders",
    choosable: false,
    attributes: ["carrier", "trackingNumber", "shippedAt", "expectedOn", "deliveredAt"],
    relationships: {},
  },
  carts: {
    service: "orders",
    choosable: true,
    attributes: ["itemCount", "updatedAt"],
    relationships: { items: { kind: "part", type: "cart-items", member: "items", many: true } },
  },
  "cart-items": {
    service: "orders",
    choosable: false,
    attributes: ["quantity", "addedAt"],
    relationships: { product: { kind: "one", type: "products", key: "productId" } },
  },
  "sales-summaries": {
    service: "orders",
    choosable: true,
    attributes: ["orderCount", "revenue", "averageOrderValue", "byStatus", "byDay"],
    relationships: { topProducts: { kind: "part", type: "product-sales", member: "topProducts", many: true } },
  },
  "product-sales": {
    service: "orders",
    choosable: false,
    attributes: ["unitsSold", "revenue"],
    relationships: { product: { kind: "one", type: "products", key: "productId" } },
  },
};

/** The id of a part: its own, or made of its parent's. */
export function idOfPart(type: TypeName, part: Readonly<Record<string, unknown>>, parentId: string): string {
  if (type === "order-items") return `${parentId}.${part["position"]}`;
  if (type === "cart-items" || type === "product-sales") return `${parentId}.${part["productId"]}`;
  return type === "stocks" ? parentId : String(part["id"]);
}
