import { fieldEvents } from "@threefold/subgraph-server";
import type { Resolvers } from "../generated/resolvers.ts";
import { STOCK_CHANGED, stockOf } from "./events.ts";
import { followed } from "./rules.ts";

export const stockSubscriptions = {
  stockChanged: {
    subscribe: async (_, { productIds }, { events, afterEventId }) => {
      const subjects = followed(productIds);
      const happened = await events.follow({ topics: [STOCK_CHANGED], subjects }, { after: afterEventId });
      return fieldEvents("stockChanged", happened, stockOf);
    },
  },
} satisfies Resolvers["Subscription"];
