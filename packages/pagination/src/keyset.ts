/** A cursor that this list did not make. */
export class CursorError extends Error {
  override readonly name = "CursorError";
}

type KeyType = "string" | "number" | "bigint" | "date";

/** One column of a list's order: the field's name in the Prisma schema, and what its values are. */
export interface KeysetColumn {
  readonly field: string;
  readonly type: KeyType;
  /** The PostgreSQL type, where a parameter in raw SQL must say it. */
  readonly sqlType: string;
}

export type KeyValue = string | number | bigint | Date;

/**
 * The order of one list, and how a place in it is named. Pages are found by the values of the last row (a keyset), never
 * by an offset, so that page 1,000 costs what page 1 costs, and rows that come or go elsewhere move nothing.
 * All columns run in one direction and the last is unique, so that one index read forwards or backwards serves the list.
 */
export interface Keyset {
  readonly columns: readonly KeysetColumn[];
  readonly direction: "asc" | "desc";
  /** For Prisma's `orderBy`. */
  readonly orderBy: Record<string, "asc" | "desc">[];
  /** The opaque cursor of a row. */
  cursorOf(row: object): string;
  /** @throws CursorError when the cursor is damaged or belongs to another list or another order */
  read(cursor: string): KeyValue[];
  /** For Prisma's `where`: the rows behind these values. */
  after(values: readonly KeyValue[]): object;
}

/**
 * @param name of the list and its order, for example `products:PRICE_ASC`; it is part of every cursor
 */
export function keyset(name: string, direction: "asc" | "desc", columns: readonly KeysetColumn[]): Keyset {
  return {
    columns,
    direction,
    orderBy: columns.map((column) => ({ [column.field]: direction })),
    cursorOf: (row) => {
      const values = columns.map((column) => encode(Reflect.get(row, column.field), column));
      return Buffer.from(JSON.stringify([name, ...values])).toString("base64url");
    },
    read: (cursor) => readCursor(cursor, name, columns),
    after: (values) => behind(columns, direction === "asc" ? "gt" : "lt", values),
  };
}

function encode(value: unknown, column: KeysetColumn): string | number {
  if (column.type === "date" && value instanceof Date) return value.toISOString();
  if (column.type === "bigint" && typeof value === "bigint") return String(value);
  if (column.type === "number" && typeof value === "number") return value;
  if (column.type === "string" && typeof value === "string") return value;
  throw new TypeError(`the column ${column.field} of the list's order was not read as a ${column.type}`);
}

function readCursor(cursor: string, name: string, columns: readonly KeysetColumn[]): KeyValue[] {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== columns.length + 1 || parts[0] !== name) {
    throw new CursorError("this cursor is not one of this list in this order");
  }
  return columns.map((column, index) => decode(parts[index + 1], column));
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function decode(value: unknown, column: KeysetColumn): KeyValue {
  if (column.sqlType === "uuid" && (typeof value !== "string" || !UUID.test(value))) throw damaged();
  if (column.type === "number" && typeof value === "number" && isNumberOf(column, value)) return value;
  if (typeof value === "string") {
    if (column.type === "string" && !value.includes("\0")) return value;
    if (column.type === "bigint" && /^-?\d{1,18}$/.test(value)) return BigInt(value);
    if (column.type === "date" && Date.parse(value) >= YEAR_1) return new Date(value);
  }
  throw damaged();
}

/** Before it PostgreSQL counts years otherwise; its times end after JavaScript's. */
const YEAR_1 = Date.parse("0001-01-01T00:00:00Z");

const isNumberOf = ({ sqlType }: KeysetColumn, value: number): boolean =>
  sqlType === "smallint" ? Number.isInteger(value) && Math.abs(value) < 2 ** 15 : Number.isFinite(value);

const damaged = () => new CursorError("this cursor is damaged");

/**
 * Lexicographic "behind", as Prisma conditions. The first column's bound stands once more outside the alternatives:
 * PostgreSQL starts its index scan from it and would otherwise read the index from its beginning.
 */
function behind(columns: readonly KeysetColumn[], operator: "gt" | "lt", values: readonly KeyValue[]): object {
  const alternatives = columns.map((column, depth) => ({
    ...Object.fromEntries(columns.slice(0, depth).map((earlier, index) => [earlier.field, values[index]])),
    [column.field]: { [operator]: values[depth] },
  }));
  const [first] = columns;
  if (first === undefined || alternatives.length === 1) return alternatives[0] ?? {};
  return { AND: [{ [first.field]: { [`${operator}e`]: values[0] } }, { OR: alternatives }] };
}
