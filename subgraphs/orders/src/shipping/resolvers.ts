import { check, countryCode } from "@threefold/subgraph-server";
import type { Resolvers } from "../generated/resolvers.ts";
import { money } from "../money.ts";
import { shippingCost, shippingDays } from "./rules.ts";

export const shippingResolvers = {
  Product: {
    // A product that a gateway refers to is as good as its key: whether it exists, the products subgraph knows.
    __resolveReference: (reference) => reference,
    shippingEstimate: ({ weightGrams, dimensions }, args) => {
      const destination = check(countryCode, args.destination, ["destination"]);
      const [minDays, maxDays] = shippingDays(destination);
      if (weightGrams === undefined || dimensions === undefined)
        throw new Error("the gateway did not send what @requires names");
      return { cost: money(shippingCost({ weightGrams, dimensions }, destination)), minDays, maxDays };
    },
  },
} satisfies Resolvers;
