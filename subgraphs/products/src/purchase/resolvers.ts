import type { Resolvers } from "../generated/resolvers.ts";
import { recordPurchase } from "./actions.ts";

export const purchaseResolvers = {
  Mutation: {
    recordPurchase: (_, { input }, { identity, purchases }) => recordPurchase(purchases.repository, identity, input),
  },
} satisfies Resolvers;
