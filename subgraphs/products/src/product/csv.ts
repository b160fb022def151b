/** Characters that make a cell need quotes (RFC 4180, section 2). */
const SPECIAL = /[",\r\n]/;
/** What spreadsheets take for a formula when a cell of text begins with it (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** One line of a table. Null and undefined are empty cells. */
export const csvLine = (cells: readonly unknown[]): string => `${cells.map(cell).join(",")}\r\n`;

function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" && FORMULA.test(value) ? `'${value}` : String(value);
  return SPECIAL.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
