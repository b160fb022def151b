import { DomainError, demand } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import { OrderStatus } from "../generated/prisma/client.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { money } from "../money.ts";
import { averageOf, countOf, daysBetween, revenueOf, salesSummary } from "./actions.ts";

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
    byStatus: ({ rows }) =>
      Object.values(OrderStatus).map((status) => ({
        status,
        count: countOf(rows.filter((row) => row.status === status)),
      })),
    byDay: (summary) => {
      const byDay = Map.groupBy(summary.rows, (row) => row.day);
      return daysBetween(summary).map((date) => {
        const rows = byDay.get(date) ?? [];
        return { date, orderCount: countOf(rows), revenue: money(revenueOf(rows)) };
      });
    },
    topProducts: ({ from, to }, { first }, { sales }) => {
      const most = first ?? 5;
      if (most < 1 || most > 50)
        throw DomainError.badInput([{ path: ["first"], message: `must be from 1 to 50, not ${most}` }]);
      return sales.repository.topProducts({ from, to }, most);
    },
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
