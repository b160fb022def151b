import type { Client, CombinedError } from "@urql/core";
import { OneOrderDocument } from "../generated/operations.ts";
import { FIRST, type Order, ordersIn, type Scope } from "./scope.ts";

/**
 * The orders that the board should show now: the newest of each column, and those that it shows and that are not among
 * them, since they were placed long ago and moved while it was open.
 * @param shown what the board shows, read when the newest are known
 * @returns orders, or why there are none. Customers and products of orders that are known may be missing: the error is then theirs
 */
export async function readOrders(
  client: Client,
  scope: Scope,
  shown: () => readonly Order[],
): Promise<{ readonly orders?: readonly Order[]; readonly error?: CombinedError | undefined }> {
  const { data, error } = await client.query(scope.query, { first: FIRST }).toPromise();
  const newest = data && ordersIn(data);
  if (!newest) return { error };
  const known = new Set(newest.map(({ id }) => id));
  const others = await Promise.all(
    shown()
      .filter(({ id }) => !known.has(id))
      .map(({ id }) => client.query(OneOrderDocument, { id }).toPromise()),
  );
  const failed = others.find((other) => other.error && !other.data?.order);
  if (failed) return { error: failed.error };
  return { orders: [...newest, ...others.flatMap((other) => other.data?.order ?? [])] };
}
