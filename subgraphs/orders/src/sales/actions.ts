import type { Identity } from "@threefold/identity";
import { DomainError, demand } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import { OrderStatus } from "../generated/prisma/client.ts";
import type { DayRow, Days, ProductSalesRow, SalesRepository } from "./repository.ts";

/** The days of a summary and what was ordered in them. */
export interface Summary extends Days {
  readonly rows: readonly DayRow[];
}

/** How many orders stand in each status. */
export const statusCounts = ({ rows }: Summary) =>
  Object.values(OrderStatus).map((status) => ({
    status,
    count: countOf(rows.filter((row) => row.status === status)),
  }));

/** Every day of a summary, those without orders as well. */
export function dailySales(summary: Summary): { date: string; orderCount: number; revenue: bigint }[] {
  const byDay = Map.groupBy(summary.rows, (row) => row.day);
  return daysBetween(summary).map((date) => {
    const rows = byDay.get(date) ?? [];
    return { date, orderCount: countOf(rows), revenue: revenueOf(rows) };
  });
}

/**
 * What sold best in the days of a summary.
 * @param name of the argument that says how many
 * @throws DomainError BAD_USER_INPUT
 */
export async function topProducts(
  sales: SalesRepository,
  { from, to }: Days,
  given: number | null | undefined,
  name: string,
): Promise<ProductSalesRow[]> {
  const most = given ?? 5;
  if (most < 1 || most > 50)
    throw DomainError.badInput([{ path: [name], message: `must be from 1 to 50, not ${most}` }]);
  return sales.topProducts({ from, to }, most);
}

const MOST_DAYS = 92;
const DAY_MS = 86_400_000;

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT */
export async function salesSummary(sales: SalesRepository, identity: Identity, days: Days): Promise<Summary> {
  demand(rules.sales, identity);
  // PostgreSQL knows no year 0.
  if (days.from < "0001") throw DomainError.badInput([{ path: ["from"], message: "must be in year 1 or later" }]);
  const count = daysBetween(days).length;
  if (count === 0) throw DomainError.badInput([{ path: ["to"], message: "must not be before from" }]);
  if (count > MOST_DAYS) {
    throw DomainError.badInput([{ path: ["to"], message: `must be within ${MOST_DAYS} days of from, not ${count}` }]);
  }
  return { from: days.from, to: days.to, rows: await sales.byDay(days) };
}

/** Every day from the first to the last; none when the last is before the first. */
function daysBetween({ from, to }: Days): string[] {
  const first = Date.parse(from);
  const count = Math.max(0, Math.round((Date.parse(to) - first) / DAY_MS) + 1);
  // One more than is ever asked for tells that there are too many.
  return Array.from({ length: Math.min(count, 100_000) }, (_, index) =>
    new Date(first + index * DAY_MS).toISOString().slice(0, 10),
  );
}

/** What orders are worth, without those that came to nothing. */
export function revenueOf(rows: readonly DayRow[]): bigint {
  const worth = rows.filter((row) => row.status !== "REJECTED" && row.status !== "CANCELLED");
  return worth.reduce((sum, row) => sum + row.amount, 0n);
}

export const countOf = (rows: readonly DayRow[]): number => rows.reduce((sum, row) => sum + row.count, 0);

/** The mean worth of orders that came to something, rounded half up; undefined without any. */
export function averageOf(rows: readonly DayRow[]): bigint | undefined {
  const count = BigInt(countOf(rows.filter((row) => row.status !== "REJECTED" && row.status !== "CANCELLED")));
  return count === 0n ? undefined : (2n * revenueOf(rows) + count) / (2n * count);
}
