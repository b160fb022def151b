import { mapEvents, UnknownEventError } from "@threefold/events";
import { HttpProblem, type RestApi } from "@threefold/rest-server";
import { allows } from "@threefold/subgraph-server";
import { BY_ID } from "@threefold/subgraph-server/rest";
import { rules } from "../authorisation.ts";
import type { Context } from "../context.ts";
import { money } from "../money.ts";
import { orderOf, TOPICS } from "./events.ts";

/** The twin of the subscription `orderStatusChanged`. */
export function addOrderEvents(api: RestApi<Context>): void {
  api.events({
    id: "followOrder",
    tag: "orders",
    summary: "What happens to an order, as it happens; with `Last-Event-ID`, also what has happened since that event",
    path: "/orders/:id/events",
    params: BY_ID,
    async handle({ params, lastEventId }, { identity, orders, events }) {
      const order = await orders.loaders.byId(params.id, ["customerId", "id"]);
      if (!order) return null;
      const filter = { topics: [TOPICS.changed], subjects: [order.id] };
      const happened = await events.follow(filter, { after: lastEventId }).catch(asProblem);
      return mapEvents(happened, ({ id, payload }) => {
        const { customerId, number, status, statusReason, totalAmount, currency, updatedAt } = orderOf(payload);
        // Asked again of each event: what somebody may see can change while they look.
        if (!allows(rules.order, identity, customerId)) return undefined;
        const total = money(totalAmount, currency);
        const data = { id: order.id, number, status, statusReason, total, updatedAt: updatedAt.toISOString() };
        return { id, event: TOPICS.changed, data };
      });
    },
  });
}

function asProblem(error: unknown): never {
  if (!(error instanceof UnknownEventError)) throw error;
  const errors = [{ header: "Last-Event-ID", detail: error.message }];
  throw new HttpProblem("malformed-request", error.message, { errors });
}
