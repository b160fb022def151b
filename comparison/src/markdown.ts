/** A table: names in the first column, numbers in the others, thousands apart. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [
    `| ${head.join(" | ")} |`,
    `| --- |${" ---: |".repeat(head.length - 1)}`,
    ...rows.map(
      (row) => `| ${row.map((cell) => (typeof cell === "number" ? cell.toLocaleString("en") : cell)).join(" | ")} |`,
    ),
  ].join("\n");

/** How many there are, and their bytes together. */
export const countAndBytes = ({ count, bytes }: { readonly count: number; readonly bytes: number }): string =>
  count === 0 ? "0" : `${count.toLocaleString("en")} (${bytes.toLocaleString("en")})`;
