import type { Make } from "./case.ts";
import { cards, orderJoined } from "./json-api.ts";
import { order, orders, ordersOf, sales, spend } from "./orders.ts";
import { user, users } from "./people.ts";
import { category, estimate, found, product, products, revenue, reviews } from "./products.ts";

export type { Case, Shop } from "./case.ts";

/** All kinds of reads; those that have more to get wrong come more often. */
export const MAKES: readonly Make[] = [
  product,
  product,
  products,
  products,
  products,
  products,
  found,
  reviews,
  reviews,
  user,
  users,
  order,
  order,
  orders,
  ordersOf,
  ordersOf,
  spend,
  revenue,
  estimate,
  category,
  sales,
  cards,
  cards,
  orderJoined,
  orderJoined,
];
