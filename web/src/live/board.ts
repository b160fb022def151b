import { COLUMNS } from "./columns.ts";
import type { Order } from "./documents.ts";

/** The orders of the board by id. `arrivals` counts the events that moved each, for the eye. */
export interface Board {
  readonly orders: ReadonlyMap<string, Order>;
  readonly arrivals: ReadonlyMap<string, number>;
}

export const EMPTY: Board = { orders: new Map(), arrivals: new Map() };

/**
 * The board after some orders became known, by a query or an event. Events may come late or twice, and a query may be
 * older than an event that came before it: of each order, what changed last stands.
 * @param isEvent whether somebody should see that they arrived
 */
export function withOrders(board: Board, known: readonly Order[], isEvent: boolean): Board {
  const news = known.filter((order) => isNewer(order, board.orders.get(order.id)));
  if (news.length === 0) return board;
  const orders = new Map(board.orders);
  const arrivals = new Map(board.arrivals);
  for (const order of news) {
    orders.set(order.id, order);
    if (isEvent) arrivals.set(order.id, (arrivals.get(order.id) ?? 0) + 1);
  }
  return { orders, arrivals };
}

/** How far an order has come breaks a tie: two changes within one millisecond. */
const isNewer = (order: Order, known: Order | undefined) =>
  known === undefined ||
  order.updatedAt > known.updatedAt ||
  (order.updatedAt === known.updatedAt && stage(order) > stage(known));

const stage = ({ status }: Order) => COLUMNS.findIndex(({ statuses }) => statuses.includes(status));

/** What a column shows: what changed last stands first. */
export function columnOf(board: Board, statuses: readonly string[], limit: number): Order[] {
  return [...board.orders.values()]
    .filter(({ status }) => statuses.includes(status))
    .sort((one, other) => (one.updatedAt < other.updatedAt ? 1 : -1))
    .slice(0, limit);
}
