import type { Client, CombinedError, OperationResult } from "@urql/core";
import { StockChangedDocument } from "../generated/operations.ts";
import type { ConnectionState } from "../stream/client.ts";
import { answered, type Board, type BoardEvent, EMPTY, shownOrders, withEvent } from "./board.ts";
import type { StreamContext } from "./graph-client.ts";
import { readOrders } from "./read-orders.ts";
import type { Scope } from "./scope.ts";

export interface LiveBoard {
  readonly board: Board;
  readonly connection: ConnectionState;
  /** Whether the first answer is still to come. */
  readonly loading: boolean;
  readonly problem: string | undefined;
}

export const NOTHING_YET: LiveBoard = { board: EMPTY, connection: "connecting", loading: true, problem: undefined };

const MAX_PRODUCTS = 100;

/**
 * Keeps a board true by its subscriptions: orders, and the stock of the products that its cards show. Whenever a
 * subscription has begun, the first time or again, the board is asked for anew, so that nothing is lost that happened
 * before; events that come while it is asked for are kept, so that nothing is taken back.
 *
 * urql's hooks would give React the newest event of a stream, and of two that come together the first would be lost.
 * @param tell gets every state of the board
 * @returns ends it
 */
export function followBoard(client: Client, scope: Scope, tell: (live: LiveBoard) => void): () => void {
  let live = NOTHING_YET;
  let ended = false;
  const update = (change: Partial<LiveBoard>) => {
    if (ended) return;
    live = { ...live, ...change };
    tell(live);
  };

  let since: BoardEvent[] = [];
  const happened = (event: BoardEvent) => {
    since.push(event);
    update({ board: withEvent(live.board, event) });
    followStock();
  };

  /** Why a subscription gives nothing. An answer to a query does not mend that. */
  let broken: string | undefined;
  let asking = false;
  let askAgain = false;
  const ask = async () => {
    askAgain = true;
    if (asking) return;
    asking = true;
    while (askAgain && !ended) {
      askAgain = false;
      since = [];
      const { orders, error } = await readOrders(client, scope, () => shownOrders(live.board));
      if (orders) update({ board: answered(live.board, orders, since), loading: false, problem: broken });
      else update({ loading: false, problem: reasonOf(error) });
      followStock();
    }
    asking = false;
  };
  const received = <Data>({ data, error, extensions }: OperationResult<Data>, event: (data: Data) => BoardEvent) => {
    broken = data ? undefined : reasonOf(error);
    if (data) happened(event(data));
    else update({ loading: false, problem: broken });
    // The gateway had lost the subgraph for a while, and may have missed what happened.
    if (extensions?.["reconnected"] === true) void ask();
  };

  const orders = client
    .subscription(scope.subscription, {}, {
      onState(connection) {
        update({ connection });
        if (connection !== "connected") return;
        broken = undefined;
        void ask();
      },
    } satisfies StreamContext)
    .subscribe((result) => received(result, ({ order }) => ({ order })));

  let stock = { of: "", stop: () => {} };
  /** Follows the stock of what is shown. Everybody who watches the same products shares one stream. */
  const followStock = () => {
    const shown = shownOrders(live.board).flatMap(({ items }) => items.flatMap(({ product }) => product?.id ?? []));
    const productIds = [...new Set(shown)].sort().slice(0, MAX_PRODUCTS);
    if (ended || stock.of === productIds.join(" ")) return;
    stock.stop();
    stock = { of: productIds.join(" "), stop: () => {} };
    if (productIds.length === 0) return;
    stock.stop = client
      .subscription(StockChangedDocument, { productIds }, {
        onState: (connection) => connection === "connected" && void ask(),
      } satisfies StreamContext)
      .subscribe((result) =>
        received(result, ({ stockChanged: { product, available } }) => ({
          stock: { productId: product.id, available },
        })),
      ).unsubscribe;
  };

  return () => {
    ended = true;
    orders.unsubscribe();
    stock.stop();
  };
}

/** Why there are no data, in words for people. */
function reasonOf(error: CombinedError | undefined): string {
  if (error?.networkError) return "The graph does not answer.";
  return error?.graphQLErrors[0]?.message ?? "The orders could not be loaded.";
}
