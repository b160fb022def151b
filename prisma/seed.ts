import { DatabaseError, withConnection } from "@threefold/database";
import type { Client } from "pg";
import { orderTables } from "./orders/seed/tables.ts";
import { categoryTable } from "./products/seed/categories.ts";
import { productTable } from "./products/seed/product-table.ts";
import { purchaseTable } from "./products/seed/purchase-table.ts";
import { reviewTable } from "./products/seed/reviews.ts";
import { stockTables } from "./products/seed/stock-tables.ts";
import { copyTable, type Table } from "./seed/copy.ts";
import { SIZES, type Size } from "./seed/sizes.ts";
import { totalsOf } from "./seed/totals.ts";
import { userTables } from "./users/seed/tables.ts";

export type DatabaseName = "products" | "users" | "orders";

export interface SeedProgress {
  /** Rows written so far. */
  readonly done: number;
  /** Rows there will be, roughly until the end. */
  readonly total: number;
}

export interface SeedOptions {
  /** The databases as their owners see them, migrated. */
  urls: Readonly<Record<DatabaseName, string>>;
  size: Size;
  /** Whether what is in the databases goes. Otherwise they must be empty. */
  replace?: boolean;
  onProgress?: (progress: SeedProgress) => void;
}

/**
 * Fills the three databases with a marketplace, the same on every machine. Each database is filled in one transaction, which is
 * committed when all are filled; memory does not grow with what is written.
 * @throws DatabaseError when a database is not empty and should not be replaced
 */
export async function seed({ urls, size, replace = false, onProgress }: SeedOptions): Promise<void> {
  const counts = SIZES[size];
  const totals = totalsOf(counts, counts.reviews);
  const tables: Record<DatabaseName, Table[]> = {
    users: userTables(counts.users),
    products: [
      categoryTable,
      productTable(counts.products, totals),
      ...stockTables(counts, totals),
      reviewTable(counts, counts.reviews),
      purchaseTable(counts),
    ],
    orders: orderTables(counts, totals),
  };
  const total = Object.values(tables)
    .flat()
    .reduce((sum, table) => sum + table.expected, 0);
  let done = 0;
  const onRows = (rows: number) => {
    done += rows;
    onProgress?.({ done, total: Math.max(total, done) });
  };
  await inAll(urls, async (clients) => {
    // One after the other: of two seeds at once, the second waits here for the first. Each with a database that the other is to
    // have next, both would wait for ever.
    for (const name of databaseNames) await take(clients[name], name, replace);
    await Promise.all(databaseNames.map((name) => fill(clients[name], tables[name], onRows)));
    await clients.orders.query(DAILY_SALES);
    await clients.orders.query("SELECT setval('order_number_seq', $1)", [counts.orders]);
    for (const name of databaseNames) await clients[name].query("COMMIT");
    // So that the first query is planned by what is there now.
    for (const name of databaseNames) await clients[name].query("ANALYZE");
  });
  onProgress?.({ done, total: done });
}

export const databaseNames = ["products", "users", "orders"] as const satisfies DatabaseName[];

/** What was sold each day, from the orders that are there: as the service counts it order by order. */
const DAILY_SALES = `
  INSERT INTO daily_sales (day, product_id, units_sold, revenue_amount)
  SELECT ("order".placed_at AT TIME ZONE 'UTC')::date, item.product_id, sum(item.quantity), sum(item.quantity * item.unit_amount)
  FROM order_item AS item JOIN "order" ON "order".id = item.order_id
  WHERE "order".status NOT IN ('REJECTED', 'CANCELLED')
  GROUP BY 1, 2`;

/** Runs a function with a connection to each database. A transaction that is open when it fails is rolled back. */
function inAll(
  urls: SeedOptions["urls"],
  run: (clients: Record<DatabaseName, Client>) => Promise<void>,
): Promise<void> {
  return withConnection(urls.products, (products) =>
    withConnection(urls.users, (users) => withConnection(urls.orders, (orders) => run({ products, users, orders }))),
  );
}

/**
 * Begins a transaction that has a database for itself, and takes out what is in it.
 * @throws DatabaseError when there is something that should not be replaced
 */
async function take(client: Client, name: DatabaseName, replace: boolean): Promise<void> {
  const names = (await tablesOf(client)).map((table) => `"${table}"`).join(", ");
  await client.query("BEGIN");
  await client.query(`LOCK TABLE ${names} IN ACCESS EXCLUSIVE MODE`);
  if (!replace && !(await hasNoRows(client))) throw notEmpty(name);
  await client.query(`TRUNCATE ${names}`);
}

async function fill(client: Client, tables: readonly Table[], onRows: (rows: number) => void): Promise<void> {
  for (const table of tables) await copyTable(client, table, onRows);
}

async function tablesOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ tablename: string }>(
    "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1",
  );
  return rows.map(({ tablename }) => tablename);
}

const notEmpty = (name: DatabaseName) =>
  new DatabaseError(`the database ${name} is not empty: seed it with --replace to lose what is in it`);

/** Whether a migrated database has no rows at all. */
export const isEmpty = (url: string): Promise<boolean> => withConnection(url, hasNoRows);

async function hasNoRows(client: Client): Promise<boolean> {
  for (const name of await tablesOf(client)) {
    const { rowCount } = await client.query(`SELECT FROM "${name}" LIMIT 1`);
    if (rowCount) return false;
  }
  return true;
}
