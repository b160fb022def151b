import { allows, DomainError, demand, demandPerson, fieldEvents } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { orderOf, TOPICS } from "./events.ts";

const { placed, changed } = TOPICS;

/** Who may see an order is asked when somebody subscribes, and again of each event. */
export const orderSubscriptions = {
  orderStatusChanged: {
    subscribe: async (_, { id }, { identity, orders, events, afterEventId }) => {
      const order = await orders.loaders.byId(id, ["id", "customerId"]);
      if (!order)
        throw new DomainError("NOT_FOUND", "There is no such order.", [
          { path: ["id"], message: "there is no such order" },
        ]);
      const happened = await events.follow({ topics: [changed], subjects: [order.id] }, { after: afterEventId });
      return fieldEvents("orderStatusChanged", happened, ({ payload }) => {
        const row = orderOf(payload);
        return allows(rules.order, identity, row.customerId) ? row : undefined;
      });
    },
  },
  myOrderChanged: {
    subscribe: async (_, _args, { identity, events, afterEventId }) => {
      const owner = demandPerson(rules.myOrderChanged, identity);
      const happened = await events.follow({ topics: [placed, changed], owner }, { after: afterEventId });
      return fieldEvents("myOrderChanged", happened, ({ payload }) => orderOf(payload));
    },
  },
  orderPlaced: {
    subscribe: async (_, _args, { identity, events, afterEventId }) => {
      demand(rules.orderFeed, identity);
      const happened = await events.follow({ topics: [placed] }, { after: afterEventId });
      return fieldEvents("orderPlaced", happened, ({ payload }) => orderOf(payload));
    },
  },
  orderChanged: {
    subscribe: async (_, _args, { identity, events, afterEventId }) => {
      demand(rules.orderFeed, identity);
      const happened = await events.follow({ topics: [placed, changed] }, { after: afterEventId });
      return fieldEvents("orderChanged", happened, ({ payload }) => orderOf(payload));
    },
  },
} satisfies Resolvers["Subscription"];
