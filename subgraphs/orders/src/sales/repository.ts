import type { OrderStatus, Prisma, PrismaClient } from "../generated/prisma/client.ts";

/** Orders placed on one day that stand in one status. */
export interface DayRow {
  readonly day: string;
  readonly status: OrderStatus;
  readonly count: number;
  readonly amount: bigint;
}

export interface ProductSalesRow {
  readonly productId: string;
  readonly unitsSold: number;
  readonly revenueAmount: bigint;
}

/** Days as `YYYY-MM-DD`, the last one counted in. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export type SalesRepository = ReturnType<typeof salesRepository>;

export function salesRepository(prisma: PrismaClient) {
  return {
    async unitsSold(productIds: readonly string[]): Promise<number[]> {
      const rows = await prisma.productSales.findMany({ where: { productId: { in: [...productIds] } } });
      const byProduct = new Map(rows.map((row) => [row.productId, row.unitsSold]));
      return productIds.map((id) => byProduct.get(id) ?? 0);
    },

    async byDay({ from, to }: Days): Promise<DayRow[]> {
      return prisma.$queryRaw<DayRow[]>`
        SELECT to_char(placed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, status::text AS status,
          count(*)::int AS count, sum(total_amount)::bigint AS amount
        FROM "order"
        WHERE placed_at >= (${from}::date)::timestamp AT TIME ZONE 'UTC'
          AND placed_at < (${to}::date + 1)::timestamp AT TIME ZONE 'UTC'
        GROUP BY 1, 2`;
    },

    async topProducts({ from, to }: Days, first: number): Promise<ProductSalesRow[]> {
      return prisma.$queryRaw<ProductSalesRow[]>`
        SELECT product_id AS "productId", sum(units_sold)::int AS "unitsSold", sum(revenue_amount)::bigint AS "revenueAmount"
        FROM daily_sales WHERE day BETWEEN ${from}::date AND ${to}::date
        GROUP BY product_id ORDER BY sum(units_sold) DESC, product_id LIMIT ${first}`;
    },
  };
}

interface SoldLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unitAmount: bigint;
}

/**
 * Counts an order's lines into the sales figures, or out of them, in the transaction that decides it. Rows are taken in
 * the order of their products, so that two orders for the same goods never wait for each other in a circle.
 */
export async function countSales(
  transaction: Prisma.TransactionClient,
  placedAt: Date,
  lines: readonly SoldLine[],
  sign: 1 | -1,
): Promise<void> {
  const sorted = lines.toSorted((a, b) => (a.productId < b.productId ? -1 : 1));
  const ids = sorted.map((line) => line.productId);
  const units = sorted.map((line) => sign * line.quantity);
  const amounts = sorted.map((line) => BigInt(sign * line.quantity) * line.unitAmount);
  await transaction.$executeRaw`
    INSERT INTO product_sales (product_id, units_sold)
    SELECT * FROM unnest(${ids}::uuid[], ${units}::int[])
    ON CONFLICT (product_id) DO UPDATE SET units_sold = product_sales.units_sold + excluded.units_sold`;
  await transaction.$executeRaw`
    INSERT INTO daily_sales (day, product_id, units_sold, revenue_amount)
    SELECT ${placedAt.toISOString().slice(0, 10)}::date, line.* FROM unnest(${ids}::uuid[], ${units}::int[], ${amounts}::bigint[]) AS line
    ON CONFLICT (day, product_id) DO UPDATE SET
      units_sold = daily_sales.units_sold + excluded.units_sold,
      revenue_amount = daily_sales.revenue_amount + excluded.revenue_amount`;
}
