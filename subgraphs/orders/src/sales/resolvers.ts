import { demand } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { money } from "../money.ts";
import { averageOf, countOf, dailySales, revenueOf, salesSummary, statusCounts, topProducts } from "./actions.ts";

export const salesResolvers = {
  Query: {
    salesSummary: (_, days, { identity, sales }) => salesSummary(sales.repository, identity, days),
  },
  SalesSummary: {
    orderCount: ({ rows }) => countOf(rows),
    revenue: ({ rows }) => money(revenueOf(rows)),
    averageOrderValue: ({ rows }) => {
      const average = averageOf(rows);
      return average === undefined ? null : money(average);
    },
    byStatus: statusCounts,
    byDay: (summary) => dailySales(summary).map(({ revenue, ...day }) => ({ ...day, revenue: money(revenue) })),
    topProducts: (summary, { first }, { sales }) => topProducts(sales.repository, summary, first, "first"),
  },
  ProductSales: {
    product: ({ productId }) => ({ id: productId }),
    revenue: ({ revenueAmount }) => money(revenueAmount),
  },
  Product: {
    unitsSold: ({ id }, _args, { sales }) => sales.loaders.unitsSold(id),
    revenue: async ({ id, seller }, _args, { identity, sales }) => {
      demand(rules.revenue, identity, seller?.id);
      return money(await sales.loaders.revenue(id));
    },
  },
} satisfies Resolvers;
