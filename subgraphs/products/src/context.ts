import type { EventLog } from "@threefold/events";
import type { Verified } from "@threefold/identity";
import { loaders as requestLoaders } from "@threefold/subgraph-server";
import { categoryLoaders } from "./category/loaders.ts";
import { categoryRepository } from "./category/repository.ts";
import type { PrismaClient } from "./generated/prisma/client.ts";
import { productLoaders } from "./product/loaders.ts";
import { productRepository } from "./product/repository.ts";
import { purchaseRepository } from "./purchase/repository.ts";
import { reviewLoaders } from "./review/loaders.ts";
import { reviewRepository } from "./review/repository.ts";
import type { Sellers } from "./seller/client.ts";
import { stockLoaders } from "./stock/loaders.ts";
import { stockRepository } from "./stock/repository.ts";

/** What one request has: who asks, and each feature's repository with loaders that live as long as the request. @public for generated types */
export type Context = ReturnType<ReturnType<typeof contextFactory>>;

/**
 * @param batching off makes every loader read each key by itself, to show what that costs
 */
export function contextFactory(prisma: PrismaClient, events: EventLog, sellers: Sellers, batching: boolean) {
  const repositories = {
    products: productRepository(prisma),
    categories: categoryRepository(prisma),
    reviews: reviewRepository(prisma),
    purchases: purchaseRepository(prisma),
    stocks: stockRepository(prisma),
  };
  return (caller: Verified, afterEventId?: string) => {
    const loaders = requestLoaders(batching);
    const { products, categories, reviews, purchases, stocks } = repositories;
    return {
      caller,
      identity: caller.identity,
      events,
      afterEventId,
      sellers,
      products: { repository: products, loaders: productLoaders(loaders, products) },
      categories: { repository: categories, loaders: categoryLoaders(loaders, categories) },
      reviews: { repository: reviews, loaders: reviewLoaders(loaders, reviews) },
      purchases: { repository: purchases },
      stocks: { repository: stocks, loaders: stockLoaders(loaders, stocks) },
    };
  };
}
