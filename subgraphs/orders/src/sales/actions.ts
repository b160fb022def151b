import type { Identity } from "@threefold/identity";
import { DomainError, demand } from "@threefold/subgraph-server";
import { rules } from "../authorisation.ts";
import type { DayRow, Days, SalesRepository } from "./repository.ts";

/** The days of a summary and what was ordered in them. */
export interface Summary extends Days {
  readonly rows: readonly DayRow[];
}

const MOST_DAYS = 92;
const DAY_MS = 86_400_000;

/** @throws DomainError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT */
export async function salesSummary(sales: SalesRepository, identity: Identity, days: Days): Promise<Summary> {
  demand(rules.sales, identity);
  const count = daysBetween(days).length;
  if (count === 0) throw DomainError.badInput([{ path: ["to"], message: "must not be before from" }]);
  if (count > MOST_DAYS) {
    throw DomainError.badInput([{ path: ["to"], message: `must be within ${MOST_DAYS} days of from, not ${count}` }]);
  }
  return { from: days.from, to: days.to, rows: await sales.byDay(days) };
}

/** Every day from the first to the last; none when the last is before the first. */
export function daysBetween({ from, to }: Days): string[] {
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
