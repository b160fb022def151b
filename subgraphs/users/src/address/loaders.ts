import { isUuid, type Loaders } from "@threefold/subgraph-server";
import type { AddressRepository, AddressRow } from "./repository.ts";

export type AddressLoaders = ReturnType<typeof addressLoaders>;

export function addressLoaders(loaders: Loaders, addresses: AddressRepository) {
  return {
    async byId(id: string): Promise<AddressRow | null> {
      return isUuid(id) ? loaders.get("address by id", addresses.byIds).load(id.toLowerCase()) : null;
    },

    async bookOf(userId: string): Promise<AddressRow[]> {
      return loaders.get("addresses of person", addresses.booksOf).load(userId);
    },
  };
}
