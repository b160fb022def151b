import type { Verified } from "@threefold/identity";
import type { OrdersDomain } from "@threefold/subgraph-orders/domain";
import type { ProductsDomain } from "@threefold/subgraph-products/domain";
import type { UsersDomain } from "@threefold/subgraph-users/domain";

/** The three domains, each with its own database. */
export interface Domains {
  readonly products: ProductsDomain;
  readonly users: UsersDomain;
  readonly orders: OrdersDomain;
}

/** What one request has: of each domain what its resolvers know by name. No two of them use one name for two
 * things, but for `events`: those are for subscriptions, which are not served here. */
export type Context = ReturnType<ProductsDomain["context"]> &
  ReturnType<UsersDomain["context"]> &
  ReturnType<OrdersDomain["context"]>;

export const contextOf = ({ products, users, orders }: Domains, caller: Verified): Context => ({
  ...products.context(caller),
  ...users.context(caller),
  ...orders.context(caller),
});
