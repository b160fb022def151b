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

    /** What products brought in all, in the smallest unit of the currency. */
    async revenues(productIds: readonly string[]): Promise<bigint[]> {
      const rows = await prisma.dailySales.groupBy({
        by: ["productId"],
        where: { productId: { in: [...productIds] } },
        _sum: { revenueAmount: true },
      });
      const byProduct = new Map(rows.map((row) => [row.productId, row._sum.revenueAmount]));
      return productIds.map((id) => byProduct.get(id) ?? 0n);
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

type Transaction = Prisma.TransactionClient;

interface SoldLine {
  readonly productId: string;
  readonly quantity: number;
  readonly unitAmount: bigint;
}

/**
 * Counts an order's lines into the sales figures, in the transaction that places it. Rows are taken in the order of
 * their products, so that two orders for the same goods never wait for each other in a circle.
 */
export async function countSales(transaction: Transaction, placedAt: Date, lines: readonly SoldLine[]): Promise<void> {
  const { day, ids, units, amounts } = figures(placedAt, lines);
  await transaction.$executeRaw`
    INSERT INTO product_sales (product_id, units_sold)
    SELECT * FROM unnest(${ids}::uuid[], ${units}::int[])
    ON CONFLICT (product_id) DO UPDATE SET units_sold = product_sales.units_sold + excluded.units_sold`;
  await transaction.$executeRaw`
    INSERT INTO daily_sales (day, product_id, units_sold, revenue_amount)
    SELECT ${day}::date, line.* FROM unnest(${ids}::uuid[], ${units}::int[], ${amounts}::bigint[]) AS line
    ON CONFLICT (day, product_id) DO UPDATE SET
      units_sold = daily_sales.units_sold + excluded.units_sold,
      revenue_amount = daily_sales.revenue_amount + excluded.revenue_amount`;
}

/** Takes an order's lines out of the sales figures, in the transaction that ends it. */
export async function uncountSales(
  transaction: Transaction,
  placedAt: Date,
  lines: readonly SoldLine[],
): Promise<void> {
  const { day, ids, units, amounts } = figures(placedAt, lines);
  // Locked first, in the order in which they are counted in.
  await transaction.$queryRaw`SELECT 1 FROM product_sales WHERE product_id = ANY(${ids}::uuid[]) ORDER BY product_id FOR UPDATE`;
  await transaction.$executeRaw`
    UPDATE product_sales AS sold SET units_sold = sold.units_sold - line.units
    FROM unnest(${ids}::uuid[], ${units}::int[]) AS line(product_id, units) WHERE sold.product_id = line.product_id`;
  await transaction.$executeRaw`
    UPDATE daily_sales AS sold
    SET units_sold = sold.units_sold - line.units, revenue_amount = sold.revenue_amount - line.amount
    FROM unnest(${ids}::uuid[], ${units}::int[], ${amounts}::bigint[]) AS line(product_id, units, amount)
    WHERE sold.day = ${day}::date AND sold.product_id = line.product_id`;
}

function figures(placedAt: Date, lines: readonly SoldLine[]) {
  const sorted = lines.toSorted((a, b) => (a.productId < b.productId ? -1 : 1));
  return {
    day: placedAt.toISOString().slice(0, 10),
    ids: sorted.map((line) => line.productId),
    units: sorted.map((line) => line.quantity),
    amounts: sorted.map((line) => BigInt(line.quantity) * line.unitAmount),
  };
}
