import { State } from "../design/marks.tsx";
import { PlaceOrder } from "../shop/PlaceOrder.tsx";
import { TransportSwitch } from "../stream/TransportSwitch.tsx";
import { useTransport } from "../stream/transports.ts";
import type { Person } from "../system.ts";
import { columnOf } from "./board.ts";
import { ConnectionLine } from "./ConnectionLine.tsx";
import { COLUMNS } from "./columns.ts";
import { ALL_ORDERS, FIRST, MY_ORDERS } from "./documents.ts";
import { OrderCard } from "./OrderCard.tsx";
import { useOrders } from "./use-orders.ts";
import { useStock } from "./use-stock.ts";

const MAX_PRODUCTS = 100;

interface LiveBoardProps {
  people: readonly Person[];
  username: string;
  /** A `Role` of the graph. */
  role: string;
}

/** A column for each status, a card for each order, moved by one subscription. */
export function LiveBoard({ people, username, role }: LiveBoardProps) {
  const isStaff = role === "STAFF" || role === "ADMIN";
  const transport = useTransport();
  const { board, connection, loading, problem } = useOrders(
    isStaff ? ALL_ORDERS : MY_ORDERS,
    transport,
    people,
    username,
  );
  const columns = COLUMNS.map(({ title, statuses }) => ({ title, orders: columnOf(board, statuses, FIRST) }));
  const products = columns.flatMap(({ orders }) =>
    orders.flatMap(({ items }) => items.map(({ product }) => product.id)),
  );
  const stock = useStock([...new Set(products)].slice(0, MAX_PRODUCTS), transport);
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
      <p className="live-problem" role="alert">
        {problem && <State is="failed">{problem}</State>}
      </p>
      {!loading && board.orders.size === 0 && !problem && (
        <p className="live-none">No order yet. Place one, and it appears under Pending.</p>
      )}
      <div className="board" aria-busy={loading}>
        {columns.map(({ title, orders }) => (
          <section key={title} aria-label={title}>
            <h2>{title}</h2>
            <ul>
              {orders.map((order) => (
                <OrderCard
                  key={order.id}
                  order={order}
                  arrivals={board.arrivals.get(order.id) ?? 0}
                  stock={stock}
                  staff={staff}
                />
              ))}
            </ul>
            {orders.length === 0 && <p className="column-empty">{loading ? "Asking" : "None"}</p>}
          </section>
        ))}
      </div>
    </>
  );
}
