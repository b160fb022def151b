import { categoryResolvers } from "./category/resolvers.ts";
import { productResolvers } from "./product/resolvers.ts";
import { productSubscriptions } from "./product/subscriptions.ts";
import { purchaseResolvers } from "./purchase/resolvers.ts";
import { reviewResolvers } from "./review/resolvers.ts";
import { stockResolvers } from "./stock/resolvers.ts";
import { stockSubscriptions } from "./stock/subscriptions.ts";

/** All features' resolvers in one map: a type that several features extend has the fields of each. */
export const resolvers = {
  Query: { ...productResolvers.Query, ...categoryResolvers.Query },
  Mutation: {
    ...productResolvers.Mutation,
    ...stockResolvers.Mutation,
    ...reviewResolvers.Mutation,
    ...purchaseResolvers.Mutation,
  },
  Subscription: { ...productSubscriptions, ...stockSubscriptions },
  Product: {
    ...productResolvers.Product,
    ...categoryResolvers.Product,
    ...reviewResolvers.Product,
    ...stockResolvers.Product,
  },
  Category: categoryResolvers.Category,
  Review: reviewResolvers.Review,
  Stock: stockResolvers.Stock,
  User: { ...productResolvers.User, ...reviewResolvers.User },
};
