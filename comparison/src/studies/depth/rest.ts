import { type Api, distinct } from "../../screen.ts";
import type { List } from "../../shapes.ts";

interface Review {
  readonly productId: string;
  readonly authorId: string;
}

/** Ids that one request may have. */
const MOST_IDS = 100;

/**
 * What a competent client asks for (R1), level by level: the seller's products, their reviews, the authors, what those wrote, of
 * which products, what is said of these, by whom, and so on.
 * @returns all that it was told
 */
export async function restLevels(api: Api, sellerId: string, levels: number, widths: Widths): Promise<unknown> {
  const [seller, found] = await Promise.all([
    api.get(`/users/${sellerId}?fields=displayName`),
    belowSeller(api.aside(), sellerId, levels, widths),
  ]);
  return [seller, ...found];
}

async function belowSeller(api: Api, sellerId: string, levels: number, widths: Widths): Promise<unknown[]> {
  const path = `/products?sellerId=${sellerId}&limit=${widths.products}&fields=name`;
  const products = (await api.get(path)) as List<{ id: string }>;
  const found: unknown[] = [products.data];
  let ids = products.data.map(({ id }) => id);
  let reviews: readonly Review[] = [];
  const of = `limit=${widths.others}&fields=rating,title,authorId,productId`;
  for (let level = 2; level <= levels && ids.length > 0; level++) {
    const kind = kindOf(level);
    if (kind === "reviews of products") {
      reviews = await inBatches(ids, (some) => api.get(`/reviews?productIds=${some}&${of}`));
      ids = distinct(reviews.map(({ authorId }) => authorId));
    } else if (kind === "authors") {
      found.push(await inBatches(ids, (some) => api.get(`/users?ids=${some}&fields=displayName`)));
    } else if (kind === "reviews of authors") {
      reviews = await inBatches(ids, (some) => api.get(`/reviews?authorIds=${some}&${of}`));
      ids = distinct(reviews.map(({ productId }) => productId));
    } else {
      found.push(await inBatches(ids, (some) => api.get(`/products?ids=${some}&fields=name`)));
    }
    if (kind.startsWith("reviews")) found.push(reviews);
  }
  return found;
}

export interface Widths {
  readonly products: number;
  readonly others: number;
}

export type Kind = "products" | "reviews of products" | "authors" | "reviews of authors";

/** What a level adds, from the first. */
export const kindOf = (level: number): Kind =>
  (["products", "reviews of products", "authors", "reviews of authors"] as const)[(level - 1) % 4] ?? "products";

async function inBatches<Item>(
  ids: readonly string[],
  get: (some: readonly string[]) => Promise<unknown>,
): Promise<Item[]> {
  const batches = Array.from({ length: Math.ceil(ids.length / MOST_IDS) }, (_, at) =>
    ids.slice(at * MOST_IDS, (at + 1) * MOST_IDS),
  );
  const lists = (await Promise.all(batches.map(get))) as List<Item>[];
  return lists.flatMap(({ data }) => data);
}
