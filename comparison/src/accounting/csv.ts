/** A table (RFC 4180) whose first line names the columns. */
export interface Csv {
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** A cell as it is written, with the comma or the line's end after it. */
interface Token {
  readonly raw: string;
  readonly end: string;
}

export function readCsv(text: string): Csv {
  const [columns = [], ...rows] = linesOf(text).map((line) => line.map(({ raw }) => plain(raw)));
  return {
    columns,
    rows: rows.map((row) => Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ""]))),
  };
}

export interface Cell {
  /** Counted without the head, which is -1. */
  readonly row: number;
  readonly column: string;
  /** With the comma or the line's end after it. */
  readonly written: string;
  readonly bytes: number;
}

/** Every byte of a table, by cell. */
export const cellsOf = (text: string, { columns }: Csv): Cell[] =>
  linesOf(text).flatMap((line, at) =>
    line.map(({ raw, end }, column) => ({
      row: at - 1,
      column: columns[column] ?? "",
      written: `${raw}${end}`,
      bytes: Buffer.byteLength(raw) + end.length,
    })),
  );

function linesOf(text: string): Token[][] {
  const lines: Token[][] = [];
  let line: Token[] = [];
  for (const [whole, raw = "", end = ""] of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/g)) {
    if (whole === "" && line.length === 0) break;
    line.push({ raw, end });
    if (end === ",") continue;
    lines.push(line);
    line = [];
    if (end === "") break;
  }
  return lines;
}

const plain = (raw: string): string => (raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
