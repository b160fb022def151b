import { cartResolvers } from "./cart/resolvers.ts";
import { orderResolvers } from "./order/resolvers.ts";
import { orderSubscriptions } from "./order/subscriptions.ts";
import { salesResolvers } from "./sales/resolvers.ts";
import { shippingResolvers } from "./shipping/resolvers.ts";

/** All features' resolvers in one map: a type that several features extend has the fields of each. */
export const resolvers = {
  Query: { ...orderResolvers.Query, ...salesResolvers.Query },
  Mutation: { ...cartResolvers.Mutation, ...orderResolvers.Mutation },
  Subscription: orderSubscriptions,
  Order: orderResolvers.Order,
  OrderItem: orderResolvers.OrderItem,
  Shipment: orderResolvers.Shipment,
  Cart: cartResolvers.Cart,
  CartItem: cartResolvers.CartItem,
  SalesSummary: salesResolvers.SalesSummary,
  ProductSales: salesResolvers.ProductSales,
  Product: { ...shippingResolvers.Product, ...salesResolvers.Product },
  User: { ...orderResolvers.User, ...cartResolvers.User },
};
