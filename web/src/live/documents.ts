import type { OrderStatus } from "./columns.ts";

/** An order as a card shows it: its own fields from orders, the customer from users, pictures and stock from products. */
export interface Order {
  readonly id: string;
  readonly number: string;
  readonly status: OrderStatus;
  readonly placedAt: string;
  readonly updatedAt: string;
  readonly total: { readonly amount: number; readonly currency: string };
  readonly customer: { readonly displayName: string };
  readonly items: readonly OrderItem[];
}

export interface OrderItem {
  readonly position: number;
  readonly quantity: number;
  readonly product: {
    readonly id: string;
    readonly name: string;
    readonly thumbnail: { readonly url: string; readonly alt: string };
    readonly stock: Stock;
  };
}

export interface Stock {
  readonly available: number;
}

const CARD = `fragment Card on Order {
  id
  number
  status
  placedAt
  updatedAt
  total { amount currency }
  customer { displayName }
  items {
    position
    quantity
    product { id name thumbnail { url alt } stock { available } }
  }
}`;

/** How many cards a column begins with. */
export const FIRST = 5;

const COLUMNS = ["PENDING", "CONFIRMED", "SHIPPED", "DELIVERED", "CANCELLED", "REJECTED"]
  .map((status) => `${status}: orders(first: ${FIRST}, status: ${status}) { edges { node { ...Card } } }`)
  .join("\n  ");

/** The newest orders of each column: one connection for each status. */
export type Columns = Readonly<Record<OrderStatus, { readonly edges: readonly { readonly node: Order }[] }>>;

/** What to ask for and to subscribe to: all orders for staff, one's own for everybody else. */
export interface Scope {
  readonly query: string;
  readonly subscription: string;
}

export const ALL_ORDERS: Scope = {
  query: `query AllOrders { ${COLUMNS} }\n${CARD}`,
  subscription: `subscription OrderChanged { order: orderChanged { ...Card } }\n${CARD}`,
};

export const MY_ORDERS: Scope = {
  query: `query MyOrders { me { ${COLUMNS} } }\n${CARD}`,
  subscription: `subscription MyOrderChanged { order: myOrderChanged { ...Card } }\n${CARD}`,
};

export const STOCK_CHANGED = `subscription StockChanged($productIds: [ID!]!) {
  stockChanged(productIds: $productIds) { product { id } available }
}`;
