/** The bottom of the category tree, and what the products in it are like. */
export interface Leaf {
  readonly slug: string;
  readonly name: string;
  /** The first part of the SKU of every product in it. */
  readonly code: string;
  /** What a product is, as its name ends. */
  readonly nouns: readonly string[];
  /** What sets a product apart, as its name says in the middle. */
  readonly traits: readonly string[];
  readonly materials: readonly string[];
  /** Where not every colour will do. */
  readonly colors?: readonly string[];
  /** From the cheapest to the dearest, in euros. */
  readonly euros: readonly [number, number];
  readonly grams: readonly [number, number];
  /** Length, width and height of a typical parcel, in millimetres. */
  readonly parcel: readonly [number, number, number];
  readonly warrantyMonths: number;
  /** Lines of the data sheet: each product has one value of each. */
  readonly facts: Readonly<Record<string, readonly string[]>>;
  readonly tags: readonly string[];
  /** What a description may say. */
  readonly sentences: readonly string[];
}

export interface Branch {
  readonly slug: string;
  readonly name: string;
  readonly leaves: readonly Leaf[];
}

/** The colours of what is of metal, or looks like it. */
export const METALLIC = ["black", "graphite", "silver", "brass"] as const;
