import { resolvers as orders } from "@threefold/subgraph-orders/domain";
import { productColumns, resolvers as products } from "@threefold/subgraph-products/domain";
import { DomainError, selectedFields } from "@threefold/subgraph-server";
import { personColumns } from "@threefold/subgraph-users/domain";
import type { GraphQLResolveInfo } from "graphql";
import type { Context } from "./domains.ts";

/** Something that one domain knows by its id, and another knows more of. */
interface Reference {
  readonly id: string;
}

type NoArguments = Record<PropertyKey, never>;

type Resolver<Source, Result> = (
  source: Source,
  args: object,
  context: Context,
  info: GraphQLResolveInfo,
) => Result | Promise<Result>;

/** The product's columns that orders asks for by `@requires`. */
type Parcel = Reference & {
  sellerId?: string;
  weightGrams?: number;
  lengthMm?: number;
  widthMm?: number;
  heightMm?: number;
};

/**
 * Where the domains meet: fields that in the federated graph lead from one subgraph to another, or need what another
 * has. Here they ask the other domain's loaders.
 */
export const links = {
  Product: {
    seller: person(products.Product.seller),
    revenue: async (product: Parcel, args: NoArguments, context: Context) => {
      const { sellerId } = await withColumns(product, ["sellerId"], context);
      const required = { id: product.id, ...(sellerId !== undefined && { seller: { id: sellerId } }) };
      return orders.Product.revenue(required, args, context);
    },
    shippingEstimate: async (product: Parcel, args: { destination: string }, context: Context) => {
      const { weightGrams = 0, lengthMm = 0, widthMm = 0, heightMm = 0 } = await withColumns(product, PARCEL, context);
      return orders.Product.shippingEstimate(
        { id: product.id, weightGrams, dimensions: { lengthMm, widthMm, heightMm } },
        args,
      );
    },
  },
  Review: {
    author: person(products.Review.author),
    purchase: async (review: Parameters<typeof products.Review.purchase>[0], args: NoArguments, context: Context) => {
      const line = products.Review.purchase(review, args, context);
      return line && orders.OrderItem.__resolveReference({ __typename: "OrderItem", ...line }, context);
    },
  },
  Order: { customer: person(orders.Order.customer) },
  OrderItem: { product: product(orders.OrderItem.product) },
  CartItem: { product: product(orders.CartItem.product) },
  ProductSales: { product: product(orders.ProductSales.product) },
};

const PARCEL = ["weightGrams", "lengthMm", "widthMm", "heightMm"] as const;

function person<Source>(refer: (source: Source) => Reference): Resolver<Source, Reference> {
  return async (source, _args, { people }, info) => {
    const reference = refer(source);
    const fields = selectedFields(info, "User");
    if (isKnown(fields)) return reference;
    return (await people.loaders.byId(reference.id, personColumns(fields))) ?? gone();
  };
}

function product<Source>(refer: (source: Source) => Reference): Resolver<Source, Reference> {
  return async (source, _args, { products }, info) => {
    const reference = refer(source);
    const fields = selectedFields(info, "Product");
    if (isKnown(fields)) return reference;
    return (await products.loaders.byId(reference.id, productColumns(fields))) ?? gone();
  };
}

/** Whether the id is all that is asked for: then nobody need be asked. */
const isKnown = (fields: ReadonlySet<string>) => fields.isSubsetOf(new Set(["id"]));

/** The product with these columns, which what was read for the client may lack. */
async function withColumns(row: Parcel, columns: readonly (keyof Parcel)[], { products }: Context): Promise<Parcel> {
  if (columns.every((column) => row[column] !== undefined)) return row;
  return (await products.loaders.byId(row.id, ["id", ...columns])) ?? gone();
}

function gone(): never {
  throw new DomainError("NOT_FOUND", "What this refers to is gone.");
}
