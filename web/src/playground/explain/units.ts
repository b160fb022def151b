const thousands = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** For example `0.4 ms`, `12.4 ms`, `1,204 ms`. */
export const milliseconds = (ms: number): string => `${ms < 100 ? ms.toFixed(1) : thousands.format(ms)} ms`;

/** For example `412 B`, `12.4 kB`. */
export const bytes = (count: number): string => (count < 1_000 ? `${count} B` : `${(count / 1_000).toFixed(1)} kB`);

/** For example `1 row`, `2 rows`. */
export const counted = (count: number, what: string): string =>
  `${thousands.format(count)} ${what}${count === 1 ? "" : "s"}`;
