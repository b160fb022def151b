import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import {
  AllOrdersDocument,
  type CardFragment,
  type CardsFragment,
  MyOrderChangedDocument,
  MyOrdersDocument,
  OrderChangedDocument,
  type OrderStatus,
} from "../generated/operations.ts";

/** An order as a card shows it. */
export type Order = CardFragment;

/** How many cards a column begins with. */
export const FIRST = 5;

/** The newest orders of each column. */
type Columns = Readonly<Partial<Record<OrderStatus, CardsFragment | null>>>;

/** What to ask for and to subscribe to: all orders for staff, one's own for everybody else. */
export interface Scope {
  readonly query: TypedDocumentNode<Columns & { readonly me?: Columns | null }, { readonly first: number }>;
  readonly subscription: TypedDocumentNode<{ readonly order: Order }, Record<string, never>>;
}

export const ALL_ORDERS: Scope = { query: AllOrdersDocument, subscription: OrderChangedDocument };

export const MY_ORDERS: Scope = { query: MyOrdersDocument, subscription: MyOrderChangedDocument };

/** The orders of an answer, whosever they are. Undefined when a column is missing: an order that is not in the others may be there. */
export function ordersIn({ me, ...columns }: Columns & { readonly me?: Columns | null }): Order[] | undefined {
  if (me === null) return undefined;
  const known = Object.values(me ?? columns).map((column) => column?.edges.map(({ node }) => node));
  return known.every((column) => column !== undefined) ? known.flat() : undefined;
}
