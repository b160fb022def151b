import { fieldEvents, selectedFields } from "@threefold/subgraph-server";
import type { Resolvers } from "../generated/resolvers.ts";
import { followed } from "../stock/rules.ts";
import { productColumns } from "./columns.ts";
import { PRICE_CHANGED, priceOf } from "./events.ts";

export const productSubscriptions = {
  priceChanged: {
    subscribe: async (_, { productIds }, { products, events, afterEventId }, info) => {
      const columns = productColumns(selectedFields(info, "Product"));
      const subjects = followed(productIds);
      const happened = await events.follow({ topics: [PRICE_CHANGED], subjects }, { after: afterEventId });
      return fieldEvents("priceChanged", happened, async ({ subject, payload }) => {
        const [row] = await products.repository.byIds([subject], columns);
        return row ? { ...row, ...priceOf(payload) } : undefined;
      });
    },
  },
} satisfies Resolvers["Subscription"];
