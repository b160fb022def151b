import { resolvers as orders } from "@threefold/subgraph-orders/domain";
import { resolvers as products } from "@threefold/subgraph-products/domain";
import { scalars } from "@threefold/subgraph-server";
import { resolvers as users } from "@threefold/subgraph-users/domain";
import type { GraphQLScalarType } from "graphql";
import { links } from "./links.ts";
import type { MergedSchema } from "./schema.ts";

export type SubgraphName = "products" | "users" | "orders";

type FieldResolvers = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const domains: Readonly<Record<SubgraphName, FieldResolvers>> = { products, users, orders };
const across: FieldResolvers = links;

/** Each field's resolver: its owner's, or the link to another domain. Fields without one are read from their object. */
export function resolversFor({ document, owners }: MergedSchema<SubgraphName>) {
  const resolvers: Record<string, Record<string, unknown> | GraphQLScalarType> = {};
  for (const [coordinate, owner] of owners) {
    const [type = "", field = ""] = coordinate.split(".");
    const resolver = across[type]?.[field] ?? domains[owner][type]?.[field];
    if (resolver === undefined) continue;
    resolvers[type] ??= {};
    Object.assign(resolvers[type], { [field]: resolver });
  }
  for (const [name, scalar] of Object.entries(scalars)) {
    if (document.definitions.some((one) => "name" in one && one.name?.value === name)) resolvers[name] = scalar;
  }
  return resolvers;
}
