/** A sum as the graph gives it, in the smallest unit of its currency. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Minor units as people write the sum: 1999 EUR is €19.99, 1999 JPY is ¥1,999. */
export function money({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}
