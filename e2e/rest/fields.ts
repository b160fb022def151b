/** A field of a REST resource, and where the same stands in the graph. */
interface Twin {
  /** The selection in GraphQL. */
  readonly selection: string;
  /** REST's value, out of the graph's. */
  readonly value: (node: Record<string, unknown>) => unknown;
}

type Twins = Readonly<Record<string, Twin>>;

const same = (name: string, inside = ""): Twin => ({
  selection: inside === "" ? name : `${name} { ${inside} }`,
  value: (node) => node[name],
});
const reference = (name: string): Twin => ({
  selection: `${name} { id }`,
  value: (node) => Object(node[name]).id ?? null,
});
const all = (names: readonly string[], inside = "") =>
  Object.fromEntries(names.map((name) => [name, same(name, inside)]));

const MONEY = "amount currency";
const PICTURE = "url alt width height";

export const PRODUCT: Twins = {
  ...all(["id", "sku", "name", "slug", "tagline", "description", "brand", "weightGrams", "material", "color"]),
  ...all([
    "countryOfOrigin",
    "warrantyMonths",
    "tags",
    "status",
    "averageRating",
    "reviewCount",
    "createdAt",
    "updatedAt",
  ]),
  ...all(["price", "compareAtPrice"], MONEY),
  ...all(["thumbnail", "images"], PICTURE),
  dimensions: same("dimensions", "lengthMm widthMm heightMm"),
  attributes: same("attributes", "name value"),
  stock: same("stock", "onHand reserved available"),
  categoryId: reference("category"),
  sellerId: reference("seller"),
};

export const REVIEW: Twins = {
  ...all(["id", "rating", "title", "body", "verifiedPurchase", "createdAt"]),
  productId: reference("product"),
  authorId: reference("author"),
  purchase: {
    selection: "purchase { order { id } position }",
    value: ({ purchase }) => purchase && { orderId: Object(purchase).order.id, position: Object(purchase).position },
  },
};

export const USER: Twins = all(["id", "username", "displayName", "avatarUrl", "bio", "role", "createdAt"]);
export const PERSONAL: Twins = all(["email", "phone"]);

export const ORDER: Twins = {
  ...all(["id", "number", "status", "statusReason", "placedAt", "updatedAt"]),
  ...all(["subtotal", "shippingCost", "total"], MONEY),
  customerId: reference("customer"),
  shippingAddress: same("shippingAddress", "recipient line1 line2 city region postalCode countryCode"),
  shipment: same("shipment", "id carrier trackingNumber shippedAt expectedOn deliveredAt"),
  timeline: same("timeline", "status message at"),
  items: {
    selection: `items { position product { id } nameAsBought unitPrice { ${MONEY} } quantity lineTotal { ${MONEY} } }`,
    value: ({ items }) =>
      (items as { product: { id: string } }[]).map(({ product, ...rest }) => ({ ...rest, productId: product.id })),
  },
};

export const selectionOf = (twins: Twins, names: readonly string[]): string =>
  ["id", ...names].map((name) => twins[name]?.selection ?? name).join(" ");

/** What REST should say of a node of the graph. */
export const asRest = (twins: Twins, names: readonly string[]) => (node: Record<string, unknown>) =>
  Object.fromEntries([...new Set(["id", ...names])].map((name) => [name, twins[name]?.value(node)]));
