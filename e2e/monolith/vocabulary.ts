import { ask, type Credentials } from "../system/client.ts";

interface Found {
  readonly products: { readonly edges: readonly { readonly node: Record<string, unknown> }[] };
  readonly users: { readonly edges: readonly { readonly node: Record<string, unknown> }[] };
  readonly orders: { readonly edges: readonly { readonly node: Record<string, unknown> }[] };
  readonly categories: readonly Record<string, unknown>[];
}

const QUERY = `{
  products(first: 4) { edges { node { id sku category { slug } } } }
  users(first: 4) { edges { node { id username } } }
  orders(first: 4) { edges { node { id number customer { id } } } }
  categories { id slug }
}`;

/** What arguments are filled with: names of things that are in the shop, and of some that are not. */
export async function vocabulary(staff: Credentials): Promise<readonly string[]> {
  const { data } = await ask<Found>(QUERY, {}, staff);
  const words: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === "string") words.push(value);
    else if (typeof value === "object" && value !== null) for (const inner of Object.values(value)) collect(inner);
  };
  collect(data);
  return [...new Set(words), crypto.randomUUID(), "none", "2026-03-01", "lamp", "DE"];
}
