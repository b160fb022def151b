import { nullable, PERSONAL, publicFor, type RestApi } from "@threefold/rest-server";
import { demand, isUuid } from "@threefold/subgraph-server";
import { BY_ID, IDS, Id, idsOf, Money, resource } from "@threefold/subgraph-server/rest";
import Type from "typebox";
import { rules } from "../authorisation.ts";
import type { Context } from "../context.ts";
import { money } from "../money.ts";
import { Status } from "../order/schema.ts";
import {
  averageOf,
  countOf,
  dailySales,
  revenueOf,
  type Summary,
  salesSummary,
  statusCounts,
  topProducts,
} from "./actions.ts";

const Day = Type.String({ format: "date" });

/** Which members are there is the client's choice (`fields`, `view`). */
const SalesSummary = Type.Partial(
  Type.Object({
    orderCount: Type.Integer(),
    revenue: Money,
    averageOrderValue: nullable(Money),
    byStatus: Type.Array(Type.Object({ status: Status, count: Type.Integer() }, { additionalProperties: false })),
    byDay: Type.Array(
      Type.Object({ date: Day, orderCount: Type.Integer(), revenue: Money }, { additionalProperties: false }),
    ),
    topProducts: Type.Array(
      Type.Object(
        { productId: Type.String(), unitsSold: Type.Integer(), revenue: Money },
        { additionalProperties: false },
      ),
      { description: "What sold best, most pieces first." },
    ),
  }),
  { $id: "SalesSummary", description: "What was ordered in some days.", additionalProperties: false },
);

const ProductSales = Type.Object(
  { productId: Id, unitsSold: Type.Integer({ description: "Without what was rejected or cancelled." }) },
  { $id: "ProductSales", description: "How a product sold.", additionalProperties: false },
);

/** A summary, and how many of the products that sold best are wanted of it. */
interface Asked extends Summary {
  readonly top: number | undefined;
}

const summaryOf = resource({
  fields: {
    orderCount: ({ rows }: Asked) => countOf(rows),
    revenue: ({ rows }) => money(revenueOf(rows)),
    averageOrderValue({ rows }) {
      const average = averageOf(rows);
      return average === undefined ? null : money(average);
    },
    byStatus: (summary) => statusCounts(summary),
    byDay: (summary) => dailySales(summary).map(({ revenue, ...day }) => ({ ...day, revenue: money(revenue) })),
    topProducts: async (summary, { sales }: Context) =>
      (await topProducts(sales.repository, summary, summary.top, "top")).map(
        ({ productId, unitsSold, revenueAmount }) => ({ productId, unitsSold, revenue: money(revenueAmount) }),
      ),
  },
  full: ["orderCount", "revenue", "averageOrderValue", "byStatus", "byDay", "topProducts"],
  summary: ["orderCount", "revenue", "byStatus"],
});

const tag = "sales";

export function addSalesRoutes(api: RestApi<Context>): void {
  api.read({
    id: "getSalesSummary",
    tag,
    summary: "What was ordered in a time of at most 92 days. For staff.",
    path: "/sales/summary",
    query: Type.Object({
      from: Type.String({ format: "date", description: "The first day." }),
      to: Type.String({ format: "date", description: "The last day, counted in." }),
      top: Type.Optional(
        Type.Integer({ description: "How many of the products that sold best, from 1 to 50; 5 unless given." }),
      ),
      ...summaryOf.choice,
    }),
    answer: SalesSummary,
    cache: PERSONAL,
    async handle({ query: { from, to, top, ...choice } }, context) {
      const fields = summaryOf.chosen(choice);
      const summary = await salesSummary(context.sales.repository, context.identity, { from, to });
      return summaryOf.show({ ...summary, top }, fields, context);
    },
  });

  api.list({
    id: "listProductSales",
    tag,
    summary: "How many pieces were sold of several products",
    path: "/product-sales",
    query: Type.Object({ productIds: IDS }),
    item: ProductSales,
    cache: publicFor(60),
    async handle({ query }, { sales }) {
      const ids = idsOf(query.productIds, "productIds").filter(isUuid);
      const units = await Promise.all(ids.map((id) => sales.loaders.unitsSold(id)));
      return { data: ids.map((id, index) => ({ productId: id.toLowerCase(), unitsSold: units[index] ?? 0 })) };
    },
  });

  api.read({
    id: "getRevenue",
    tag,
    summary: "What a product brought in all, without shipping. For its seller and staff.",
    path: "/products/:id/revenue",
    params: BY_ID,
    answer: Money,
    cache: PERSONAL,
    async handle({ params: { id } }, { identity, ordering, sales }) {
      const quote = isUuid(id) ? (await ordering.catalogue.quote([id])).get(id.toLowerCase()) : undefined;
      if (!quote) return null;
      demand(rules.revenue, identity, quote.seller.id);
      return money(await sales.loaders.revenue(quote.id));
    },
  });
}
