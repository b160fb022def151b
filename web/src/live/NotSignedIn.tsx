import { useState } from "react";
import { State } from "../design/marks.tsx";
import { signIn } from "../session.ts";
import { firstName, type Person } from "../system.ts";

/** An order is for its customer and staff: the board asks whose it should show. */
export function NotSignedIn({ people }: { people: readonly Person[] }) {
  const [problem, setProblem] = useState<string>();
  const staff = people.find(({ role }) => role === "STAFF");
  const customer = people.find(({ role }) => role === "CUSTOMER");
  const watch = (person: Person) =>
    signIn(person).catch((error) => setProblem(error instanceof Error ? error.message : String(error)));
  return (
    <section className="live-empty">
      <h1>Live orders</h1>
      <p>
        Orders move across this board as they are placed, confirmed, shipped and delivered. An order is told to its
        customer and to staff, so the board has to know who you are.
      </p>
      {staff && customer ? (
        <p className="actions">
          <button className="button button-main" type="button" onClick={() => watch(staff)}>
            Watch as {firstName(staff)}: all orders
          </button>
          <button className="button" type="button" onClick={() => watch(customer)}>
            Watch as {firstName(customer)}: her own
          </button>
        </p>
      ) : (
        <p>There are no demo users here. Sign in with your own account in the Playground.</p>
      )}
      <p role="alert">{problem && <State is="failed">{problem}</State>}</p>
    </section>
  );
}
