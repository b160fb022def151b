import { State } from "../design/marks.tsx";
import { PlaceOrder } from "../shop/PlaceOrder.tsx";
import { TransportSwitch } from "../stream/TransportSwitch.tsx";
import { useTransport } from "../stream/transports.ts";
import type { Person } from "../system.ts";
import { columnOf } from "./board.ts";
import { ConnectionLine } from "./ConnectionLine.tsx";
import { COLUMNS } from "./columns.ts";
import { OrderCard } from "./OrderCard.tsx";
import { ALL_ORDERS, MY_ORDERS } from "./scope.ts";
import { useLiveBoard } from "./use-live-board.ts";

interface LiveBoardProps {
  people: readonly Person[];
  /** A `Role` of the graph. */
  role: string;
}

/** A column for each status, a card for each order, moved by one subscription. */
export function LiveBoard({ people, role }: LiveBoardProps) {
  const isStaff = role === "STAFF" || role === "ADMIN";
  const { board, connection, loading, problem, startAgain } = useLiveBoard(
    isStaff ? ALL_ORDERS : MY_ORDERS,
    useTransport(),
    people,
  );
  const customer = people.find((person) => person.role === "CUSTOMER");
  const staff = people.find((person) => person.role === "STAFF");
  return (
    <>
      <header className="live-header">
        <div>
          <h1>{isStaff ? "All orders, live" : "My orders, live"}</h1>
          <ConnectionLine connection={connection} />
        </div>
        <div className="live-controls">
          <TransportSwitch />
          {customer && <PlaceOrder as={customer} />}
        </div>
      </header>
      <div className="live-problem" role="alert">
        {problem && connection !== "lost" && (
          <>
            <State is="failed">{problem}</State>
            <button className="button button-small" type="button" onClick={startAgain}>
              Start again
            </button>
          </>
        )}
      </div>
      {!loading && board.orders.size === 0 && !problem && (
        <p className="live-none">No order yet. Place one, and it appears under Pending.</p>
      )}
      <div className="board" aria-busy={loading} data-connection={connection}>
        {COLUMNS.map(({ title, statuses }) => {
          const orders = columnOf(board, statuses);
          return (
            <section key={title} aria-label={title}>
              <h2>{title}</h2>
              <ul>
                {orders.map((order) => (
                  <OrderCard
                    key={order.id}
                    order={order}
                    arrivals={board.arrivals.get(order.id) ?? 0}
                    stock={board.stock}
                    staff={staff}
                  />
                ))}
              </ul>
              {orders.length === 0 && (
                <p className="column-empty">{loading ? "Asking" : problem ? "Not known" : "None"}</p>
              )}
            </section>
          );
        })}
      </div>
    </>
  );
}
