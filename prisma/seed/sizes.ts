/** How many rows of each kind a seed has. */
export interface Counts {
  readonly products: number;
  readonly users: number;
  readonly reviews: number;
  readonly orders: number;
}

export const SIZES = {
  S: { products: 200, users: 100, reviews: 600, orders: 500 },
  M: { products: 20_000, users: 10_000, reviews: 60_000, orders: 50_000 },
  L: { products: 200_000, users: 100_000, reviews: 1_000_000, orders: 1_000_000 },
} as const satisfies Record<string, Counts>;

export type Size = keyof typeof SIZES;

export const isSize = (text: string): text is Size => Object.hasOwn(SIZES, text);
