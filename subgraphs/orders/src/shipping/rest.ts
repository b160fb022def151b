import { publicFor, type RestApi } from "@threefold/rest-server";
import { check, countryCode, isUuid } from "@threefold/subgraph-server";
import { BY_ID, Money } from "@threefold/subgraph-server/rest";
import Type from "typebox";
import type { Context } from "../context.ts";
import { money } from "../money.ts";
import { shippingCost, shippingDays } from "./rules.ts";

const ShippingEstimate = Type.Object(
  { cost: Money, minDays: Type.Integer(), maxDays: Type.Integer() },
  {
    $id: "ShippingEstimate",
    description: "What sending one piece costs, and how many working days it takes.",
    additionalProperties: false,
  },
);

export function addShippingRoutes(api: RestApi<Context>): void {
  api.read({
    id: "estimateShipping",
    tag: "orders",
    summary: "What sending one piece of a product costs, by its weight or its size, whichever is more",
    path: "/products/:id/shipping-estimate",
    params: BY_ID,
    query: Type.Object({ destination: Type.String({ description: "An ISO 3166 code of two capital letters." }) }),
    answer: ShippingEstimate,
    cache: publicFor(60),
    async handle({ params: { id }, query }, { ordering }) {
      const quote = isUuid(id) ? (await ordering.catalogue.quote([id])).get(id.toLowerCase()) : undefined;
      if (!quote) return null;
      const destination = check(countryCode, query.destination, ["destination"]);
      const [minDays, maxDays] = shippingDays(destination);
      return { cost: money(shippingCost(quote, destination)), minDays, maxDays };
    },
  });
}
