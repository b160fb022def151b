import { useState } from "react";
import { State } from "../design/marks.tsx";
import { firstName, type Person } from "../system.ts";
import { placeOrder } from "./place-order.ts";

/** A button that really buys something, so that there is something to see. */
export function PlaceOrder({ as: person, productId }: { as: Person; productId?: string | undefined }) {
  const [said, setSaid] = useState<{ is: "good" | "failed"; text: string }>();
  const [busy, setBusy] = useState(false);
  const place = async () => {
    setBusy(true);
    try {
      const { number } = await placeOrder(person, productId);
      setSaid({ is: "good", text: `Placed ${number}` });
    } catch (error) {
      setSaid({ is: "failed", text: error instanceof Error ? error.message : String(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <p className="cause">
      <button className="button button-small" type="button" disabled={busy} onClick={place}>
        Place an order as {firstName(person)}
      </button>
      <span role="status">
        {busy && <State is="waiting">Placing an order</State>}
        {!busy && said && <State is={said.is}>{said.text}</State>}
      </span>
    </p>
  );
}
