import { kindNumber, mix } from "./random.ts";

export type Kind = "category" | "product" | "review" | "person" | "address" | "order" | "shipment" | "cart";

/**
 * The id of a seeded row: a UUID of version 8 (RFC 9562, section 5.8) that anybody can work out from what the row is, so that
 * one database can refer to the rows of another without reading it. No two are equal: `mix` is a bijection.
 */
export function idOf(kind: Kind, index: number): string {
  const salt = kindNumber(kind);
  const a = mix(index ^ salt);
  const b = mix(a ^ 0x9e3779b9);
  const c = mix(b + salt);
  const [d, e] = [hex(b), hex(c)];
  return `${hex(a)}-${d.slice(0, 4)}-8${d.slice(5)}-${VARIANT[c & 3]}${e.slice(1, 4)}-${hex(salt)}${e.slice(4)}`;
}

const VARIANT = ["8", "9", "a", "b"] as const;

const HALVES = Array.from({ length: 0x10000 }, (_, half) => half.toString(16).padStart(4, "0"));

const hex = (number: number) => `${HALVES[number >>> 16]}${HALVES[number & 0xffff]}`;
