import { type OrderPlan, orderOf } from "../../orders/seed/order.ts";
import type { Table } from "../../seed/copy.ts";
import { idOf } from "../../seed/ids.ts";
import { coprimeTo, zipf } from "../../seed/popularity.ts";
import { type Random, randomFor } from "../../seed/random.ts";
import { DAY, NOW, timestamp } from "../../seed/time.ts";
import { customerAt, joinedAt } from "../../users/seed/person.ts";
import { type Product, productOf } from "./product.ts";
import { REVIEWS } from "./review-words.ts";

export interface Review {
  readonly index: number;
  readonly productIndex: number;
  readonly authorIndex: number;
  readonly rating: number;
  /** The order line it speaks of. */
  readonly purchase: { readonly orderIndex: number; readonly position: number } | undefined;
  readonly createdAt: number;
}

/**
 * All reviews. Every second one speaks of something that its author bought and got; the others are by people who have the
 * thing from elsewhere. Nobody writes twice of one product, or of their own.
 */
export function* reviewsOf(plan: OrderPlan, count: number): Generator<Review> {
  const written = new Set<number>();
  const popular = zipf(plan.products);
  const stride = coprimeTo(plan.orders);
  /** Whether it is the first of this author for this product, which it then was. */
  const isFirst = (product: number, author: number) => {
    const pair = product * plan.users + author;
    return !written.has(pair) && written.add(pair) !== undefined;
  };
  for (let index = 0; index < count; index += 1) {
    const random = randomFor("review", index);
    const bought = index % 2 === 0 ? boughtAt(plan, (index * stride) % plan.orders, isFirst) : undefined;
    const found = bought ?? elsewhere(plan, random, popular, isFirst);
    const { product, authorIndex, since, purchase } = found;
    const rating = Math.min(5, Math.max(1, Math.round(product.quality + 0.9 * random.bell())));
    const createdAt = Math.floor(since + (NOW - since) * random.next() ** (purchase ? 4 : 1));
    yield { index, productIndex: product.index, authorIndex, rating, purchase, createdAt };
  }
}

interface Occasion {
  readonly product: Product;
  readonly authorIndex: number;
  /** When the author had the thing in hand. */
  readonly since: number;
  readonly purchase: Review["purchase"];
}

type IsFirst = (product: number, author: number) => boolean;

/** A line of the first delivered order from a place on, of which its customer has not yet written. */
function boughtAt(plan: OrderPlan, start: number, isFirst: IsFirst): Occasion | undefined {
  for (let step = 0; step < 8; step += 1) {
    const order = orderOf(plan, (start + step) % plan.orders);
    if (order.status !== "DELIVERED") continue;
    for (const [place, { productIndex }] of order.items.entries()) {
      if (!isFirst(productIndex, order.customerIndex)) continue;
      const purchase = { orderIndex: order.index, position: place + 1 };
      return { product: productOf(productIndex), authorIndex: order.customerIndex, since: order.deliveredAt, purchase };
    }
  }
  return undefined;
}

function elsewhere(plan: OrderPlan, random: Random, popular: (random: Random) => number, isFirst: IsFirst): Occasion {
  for (;;) {
    const product = productOf(popular(random));
    const authorIndex = customerAt(plan.users, random.next());
    if (authorIndex === product.sellerIndex || !isFirst(product.index, authorIndex)) continue;
    const since = Math.max(product.createdAt, joinedAt(authorIndex)) + DAY / 2;
    return { product, authorIndex, since, purchase: undefined };
  }
}

export function reviewTable(plan: OrderPlan, count: number): Table {
  return {
    name: "review",
    columns: [
      "id",
      "product_id",
      "author_id",
      "rating",
      "title",
      "body",
      "purchase_order_id",
      "purchase_position",
      "created_at",
    ],
    expected: count,
    *rows() {
      for (const review of reviewsOf(plan, count)) {
        const { index, productIndex, authorIndex, rating, purchase } = review;
        const random = randomFor("review text", index);
        const { titles, sentences } = REVIEWS[rating] ?? { titles: [], sentences: [] };
        const first = random.int(0, sentences.length - 1);
        const body = Array.from({ length: random.int(1, 3) }, (_, n) => sentences[(first + n) % sentences.length]);
        yield [
          idOf("review", index),
          idOf("product", productIndex),
          idOf("person", authorIndex),
          rating,
          random.pick(titles),
          body.join(" ").replaceAll("{noun}", productOf(productIndex).noun),
          purchase ? idOf("order", purchase.orderIndex) : null,
          purchase?.position ?? null,
          timestamp(review.createdAt),
        ];
      }
    },
  };
}
