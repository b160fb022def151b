import { DomainError, isUuid, selectedFields } from "@threefold/subgraph-server";
import type { Resolvers } from "../generated/resolvers.ts";
import { productColumns } from "../product/columns.ts";
import { adjustStock, reserveStock, settleReservation } from "./actions.ts";

export const stockResolvers = {
  Mutation: {
    adjustStock: (_, { input }, { identity, products, stocks }) =>
      adjustStock({ products: products.repository, stocks: stocks.repository }, identity, input),
    reserveStock: (_, { input }, { identity, stocks }) => reserveStock(stocks.repository, identity, input),
    settleReservation: (_, { orderId, outcome }, { identity, stocks }) =>
      settleReservation(stocks.repository, identity, orderId, outcome),
  },
  Product: {
    stock: async ({ id }, _args, { stocks }) =>
      (await stocks.loaders.byProduct(id)) ?? { productId: id, onHand: 0, reserved: 0 },
  },
  Stock: {
    __resolveReference: ({ product: { id } }, { stocks }) =>
      isUuid(id) ? stocks.loaders.byProduct(id.toLowerCase()) : null,
    product: async ({ productId }, _args, { products }, info) => {
      const product = await products.loaders.byId(productId, productColumns(selectedFields(info, "Product")));
      if (!product) throw new DomainError("NOT_FOUND", "The product of this stock is gone.");
      return product;
    },
    available: ({ onHand, reserved }) => onHand - reserved,
  },
} satisfies Resolvers;
