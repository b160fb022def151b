import type { Keyset, KeyValue } from "./keyset.ts";
import type { PageRequest } from "./request.ts";

/** One page of children for each of many parents. Names are field names of the Prisma schema, mapped to snake case. */
export interface PagesByParent {
  /** The children's table. */
  readonly table: string;
  /**
   * Which children are a parent's: SQL over the child's columns and `parent.key` (a uuid), for example
   * `product_id = parent.key`. Written by the repository, never by a client.
   */
  readonly join: string;
  /** The children's fields to read; the order's are read in any case. */
  readonly fields: readonly string[];
  readonly order: Keyset;
  readonly page: PageRequest;
  /** Further conditions, in SQL with `?` for each of `values`. */
  readonly where?: { readonly sql: string; readonly values: readonly unknown[] } | undefined;
}

/** What runs SQL with parameters and gives its rows: a Prisma client. */
interface RawQueries {
  $queryRawUnsafe<Rows>(sql: string, ...values: unknown[]): PromiseLike<Rows>;
}

/**
 * Reads the same page of every parent's children in one statement: a lateral join that stops after a page for each,
 * served by the index on (parent, order). A page each by itself would be N+1; all children of all parents would be unbounded.
 * @returns the rows by parent, one more than the page where there is more
 */
export async function pagesByParent<Row extends object>(
  database: RawQueries,
  parents: readonly string[],
  request: PagesByParent,
): Promise<Row[][]> {
  const { sql, values } = statement(parents, request);
  const rows = await database.$queryRawUnsafe<(Row & { parentPosition: bigint })[]>(sql, ...values);
  const pages: Row[][] = parents.map(() => []);
  for (const row of rows) pages[Number(row.parentPosition) - 1]?.push(row);
  return pages;
}

function statement(parents: readonly string[], request: PagesByParent): { sql: string; values: unknown[] } {
  const values: unknown[] = [parents];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const { order, page } = request;
  const fields = [...new Set([...request.fields, ...order.columns.map(({ field }) => field)])];
  const columns = order.columns.map(({ field }) => column(field));
  const conditions = [request.join];
  if (request.where) {
    const given = [...request.where.values];
    conditions.push(request.where.sql.replaceAll("?", () => parameter(given.shift())));
  }
  if (page.after) conditions.push(behind(order, columns, page.after, parameter));
  const direction = order.direction.toUpperCase();
  const ordering = (prefix: string) => columns.map((name) => `${prefix}${name} ${direction}`).join(", ");
  const sql = `SELECT parent.position AS "parentPosition", ${fields.map((field) => `child.${column(field)} AS "${field}"`).join(", ")}
FROM unnest($1::uuid[]) WITH ORDINALITY AS parent(key, position)
CROSS JOIN LATERAL (
  SELECT ${fields.map(column).join(", ")} FROM "${request.table}"
  WHERE ${conditions.join(" AND ")}
  ORDER BY ${ordering("")} LIMIT ${parameter(page.first + 1)}
) AS child
ORDER BY parent.position, ${ordering("child.")}`;
  return { sql, values };
}

function behind(
  order: Keyset,
  columns: readonly string[],
  after: readonly KeyValue[],
  parameter: (value: unknown) => string,
): string {
  const operator = order.direction === "asc" ? ">" : "<";
  const bounds = order.columns.map(({ sqlType }, index) => `${parameter(after[index])}::${sqlType}`);
  return `(${columns.join(", ")}) ${operator} (${bounds.join(", ")})`;
}

/** `createdAt` → `"created_at"`, as every `@map` of the Prisma schemas has it. */
const column = (field: string) => `"${field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`;
