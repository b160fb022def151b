import type { Asking } from "../services/asking.ts";
import { readMany } from "../services/batch.ts";
import { follow } from "../services/follow.ts";
import { type Read, read } from "../services/read.ts";
import type { Services } from "../services/services.ts";

/** The resources of the services, as far as views read them: what was not asked for is not there. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface Picture {
  readonly url: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

export interface Product {
  readonly id: string;
  readonly name: string;
  readonly sellerId: string;
  readonly categoryId: string;
  readonly thumbnail: Picture;
  readonly price: Money;
}

export interface User {
  readonly id: string;
  readonly displayName: string;
}

export interface Review {
  readonly id: string;
  readonly productId: string;
  readonly authorId: string;
}

export interface Order {
  readonly id: string;
  readonly customerId: string;
  readonly items: readonly { readonly productId: string }[];
}

/** One request's way to the services: reads by path, and batches by id. */
export interface Reader {
  one<Body>(service: keyof Services, path: string): Promise<Body | null>;
  list<Item>(service: keyof Services, path: string): Promise<Read<{ data: Item[] }>>;
  products(ids: readonly string[], fields: string): Promise<Map<string, Product>>;
  /**
   * Follows a service's events: for each, a reader with the time of a request of its own. Null when there is nothing to follow
   * that whoever asks may see.
   */
  follow(service: keyof Services, path: string): Promise<AsyncIterable<Reader> | null>;
  /** Their names, by their ids. */
  names(userIds: readonly string[]): Promise<Map<string, string>>;
}

export function readerFor(services: Services, asking: Asking): Reader {
  const byId = <Item extends { readonly id: string }>(items: readonly Item[]) =>
    new Map(items.map((item) => [item.id, item]));
  return {
    one: async (service, path) => (await read<never>(services[service], path, asking))?.body ?? null,
    list: async (service, path) =>
      (await read(services[service], path, asking)) ?? { body: { data: [] }, next: undefined },
    products: async (ids, fields) =>
      byId(await readMany<Product>(services.products, ids, (some) => `/products?ids=${some}&fields=${fields}`, asking)),
    async follow(service, path) {
      const events = await follow(services[service], path, asking);
      if (events === null) return null;
      return (async function* () {
        for await (const _ of events) yield readerFor(services, asking.anew());
      })();
    },
    names: async (userIds) => {
      const pathOf = (some: string) => `/users?ids=${some}&fields=displayName`;
      const users = await readMany<User>(services.users, userIds, pathOf, asking);
      return new Map(users.map(({ id, displayName }) => [id, displayName]));
    },
  };
}
