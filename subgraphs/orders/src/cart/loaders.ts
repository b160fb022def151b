import { isUuid, type Loaders } from "@threefold/subgraph-server";
import type { CartRepository, CartRow } from "./repository.ts";

export function cartLoaders(loaders: Loaders, carts: CartRepository) {
  return {
    byId: async (id: string): Promise<CartRow | null> =>
      isUuid(id) ? loaders.get("cart by id", carts.byIds).load(id.toLowerCase()) : null,
    ofCustomer: async (customerId: string) => loaders.get("cart of customer", carts.byCustomers).load(customerId),
    itemsOf: async (cartId: string) => loaders.get("items of cart", carts.itemsByCarts).load(cartId),
  };
}
