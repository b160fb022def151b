import { useState } from "react";
import { State } from "../design/marks.tsx";
import { money } from "../design/money.ts";
import { advanceOrder } from "../shop/place-order.ts";
import { firstName, type Person } from "../system.ts";
import type { Order } from "./scope.ts";

interface OrderCardProps {
  order: Order;
  /** How many events have moved it since the page opened: what has just arrived is marked. */
  arrivals: number;
  /** Pieces left, by product, where they have changed. */
  stock: ReadonlyMap<string, number>;
  /** Who can move it on, if anybody here may. */
  staff: Person | undefined;
}

export function OrderCard({ order, arrivals, stock, staff }: OrderCardProps) {
  const { number, customer, items, total, status } = order;
  return (
    <li className={arrivals > 0 ? "card card-arrived" : "card"}>
      <h3>
        {number}
        {(status === "REJECTED" || status === "CANCELLED") && (
          <span className="card-status">{status.toLowerCase()}</span>
        )}
      </h3>
      <p className="card-customer">{customer?.displayName ?? "Customer not known"}</p>
      <ul>
        {items.map((item) => (
          <Item key={item.position} item={item} stock={stock} />
        ))}
      </ul>
      <p className="card-foot">
        <span className="card-total">{money(total)}</span>
        {staff && (status === "CONFIRMED" || status === "SHIPPED") && <Advance order={order} staff={staff} />}
      </p>
    </li>
  );
}

interface ItemProps {
  item: Order["items"][number];
  stock: OrderCardProps["stock"];
}

function Item({ item: { quantity, nameAsBought, product }, stock }: ItemProps) {
  if (!product) {
    return (
      <li>
        {quantity} × {nameAsBought}
      </li>
    );
  }
  const left = stock.get(product.id) ?? product.stock.available;
  return (
    <li className="card-item">
      <img src={product.thumbnail.url} alt={product.thumbnail.alt} width="40" height="40" loading="lazy" />
      <span>
        {quantity} × {product.name}
        <span className="card-stock">{left} left</span>
      </span>
    </li>
  );
}

function Advance({ order, staff }: { order: Order; staff: Person }) {
  const [problem, setProblem] = useState<string>();
  const advance = () =>
    advanceOrder(staff, order).catch((error) => setProblem(error instanceof Error ? error.message : String(error)));
  return (
    <>
      <button className="button button-small" type="button" onClick={advance}>
        {order.status === "CONFIRMED" ? "Ship" : "Deliver"} as {firstName(staff)}
        <span className="visually-hidden"> {order.number}</span>
      </button>
      {problem && <State is="failed">{problem}</State>}
    </>
  );
}
