import { kindNumber, mix } from "./random.ts";

export type Kind = "category" | "product" | "review" | "person" | "address" | "order" | "shipment" | "cart";

/**
 * The id of a seeded row: a UUID of version 8 (RFC 9562, section 5.8) that anybody can work out from what the row is, so that
 * one database can refer to the rows of another without reading it. No two are equal: `mix` is a bijection.
 */
export function idOf(kind: Kind, index: number): string {
  const salt = kindNumber(kind);
  const [a, b, c] = [mix(index ^ salt), mix(index + salt), mix(salt - index)];
  const [d, e] = [hex(b), hex(c)];
  return `${hex(a)}-${d.slice(0, 4)}-8${d.slice(5)}-${VARIANT[c & 3]}${e.slice(1, 4)}-${hex(salt)}${e.slice(4)}`;
}

const VARIANT = ["8", "9", "a", "b"] as const;

const hex = (number: number) => number.toString(16).padStart(8, "0");
