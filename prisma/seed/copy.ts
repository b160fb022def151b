import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Client } from "pg";
import { from } from "pg-copy-streams";

/** What a column can hold: a list is an array of PostgreSQL, `json()` makes what is JSON. */
export type Value = string | number | boolean | null | readonly string[];

/** One table's share of a seed. Rows are made while they are sent. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** How many rows there will be, roughly, for the progress bar. */
  readonly expected: number;
  rows(): Iterable<readonly Value[]>;
}

export const json = (value: unknown): string => JSON.stringify(value);

const CHUNK = 64 * 1024;

/** Sends a table's rows by COPY, as fast as the server takes them. `onRows` is told how many more were sent. */
export async function copyTable(client: Client, table: Table, onRows: (count: number) => void): Promise<void> {
  const columns = table.columns.map((column) => `"${column}"`).join(", ");
  const target = client.query(from(`COPY "${table.name}" (${columns}) FROM STDIN`));
  await pipeline(Readable.from(chunks(table.rows(), onRows), { objectMode: false }), target);
}

function* chunks(rows: Iterable<readonly Value[]>, onRows: (count: number) => void): Generator<Buffer> {
  let text = "";
  let count = 0;
  for (const row of rows) {
    text += `${row.map(encode).join("\t")}\n`;
    count += 1;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    onRows(count);
    text = "";
    count = 0;
  }
  if (count === 0) return;
  yield Buffer.from(text);
  onRows(count);
}

/** COPY's text format (PostgreSQL, SQL commands, COPY, "Text format"). */
function encode(value: Value): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return escaped(value);
  if (typeof value === "object") return escaped(`{${value.map((text) => JSON.stringify(text)).join(",")}}`);
  return String(value);
}

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const escaped = (text: string) =>
  SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (character) => ESCAPES[character] ?? character) : text;
