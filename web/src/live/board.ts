import { COLUMNS } from "./columns.ts";
import { FIRST, type Order } from "./scope.ts";

/** What the board knows. */
export interface Board {
  readonly orders: ReadonlyMap<string, Order>;
  /** How many events have moved each order, for the eye. */
  readonly arrivals: ReadonlyMap<string, number>;
  /** Pieces left, by product, where they are known better than from an order. */
  readonly stock: ReadonlyMap<string, number>;
}

/** Something that was told of while the board was open. */
export type BoardEvent =
  | { readonly order: Order }
  | { readonly stock: { readonly productId: string; readonly available: number } };

export const EMPTY: Board = { orders: new Map(), arrivals: new Map(), stock: new Map() };

/**
 * The board after an event. Events may come late or twice: of each order, what changed last stands, and what is no news
 * changes nothing.
 */
export function withEvent(board: Board, event: BoardEvent): Board {
  if ("stock" in event) {
    const { productId, available } = event.stock;
    return { ...board, stock: new Map(board.stock).set(productId, available) };
  }
  const { order } = event;
  if (!isNewer(order, board.orders.get(order.id))) return board;
  return {
    ...board,
    orders: new Map(board.orders).set(order.id, order),
    arrivals: new Map(board.arrivals).set(order.id, (board.arrivals.get(order.id) ?? 0) + 1),
  };
}

/**
 * The board after it was asked for anew. What was known before counts no more, since any of it may have changed unseen;
 * what was told since the asking does, where it is newer than the answer.
 * @param since the events since then, in their order
 */
export function answered(board: Board, orders: readonly Order[], since: readonly BoardEvent[]): Board {
  const asked: Board = { ...EMPTY, orders: new Map(orders.map((order) => [order.id, order])) };
  return { ...since.reduce(withEvent, asked), arrivals: board.arrivals };
}

/** How far an order has come breaks a tie: two changes within one millisecond. */
const isNewer = (order: Order, known: Order | undefined) =>
  known === undefined ||
  order.updatedAt > known.updatedAt ||
  (order.updatedAt === known.updatedAt && stage(order) > stage(known));

const stage = ({ status }: Order) => COLUMNS.findIndex(({ statuses }) => statuses.includes(status));

/** What a column shows: what changed last stands first. */
export function columnOf(board: Board, statuses: readonly string[]): Order[] {
  return [...board.orders.values()]
    .filter(({ status }) => statuses.includes(status))
    .sort((one, other) => (one.updatedAt < other.updatedAt ? 1 : -1))
    .slice(0, FIRST);
}

/** All orders that the board shows. */
export const shownOrders = (board: Board): Order[] => COLUMNS.flatMap(({ statuses }) => columnOf(board, statuses));
