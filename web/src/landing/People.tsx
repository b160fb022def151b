import { useState } from "react";
import { State } from "../design/marks.tsx";
import { signIn, signOut, useSession } from "../session.ts";
import { firstName, type Person } from "../system.ts";

/** What there is to see as somebody in a role. */
const ABOUT: Readonly<Record<string, string>> = {
  CUSTOMER: "Has bought things: has orders, a cart, an address book.",
  SELLER: "Lists products: may change their own, and nobody else's.",
  STAFF: "Serves customers: sees all orders and moves them on.",
  ADMIN: "Runs the place: may do what staff may, and more.",
};

/** The seeded people, to be one of them for a while. Nothing where there are none: in production. */
export function People({ people }: { people: readonly Person[] }) {
  const session = useSession();
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<string>();
  if (people.length === 0) return null;

  const become = async (person: Person) => {
    setBusy(person.username);
    setProblem(undefined);
    try {
      await signIn(person);
    } catch (error) {
      setProblem(`${firstName(person)} could not be signed in: ${error instanceof Error ? error.message : error}`);
    } finally {
      setBusy(undefined);
    }
  };

  return (
    <section aria-labelledby="people">
      <h2 id="people">Who you can be</h2>
      <p className="lead-in">
        Four people are seeded for development. Sign in as one, and the Playground asks as them until you close the tab.
      </p>
      <ul className="people">
        {people.map((person) => {
          const signedIn = session?.username === person.username;
          return (
            <li key={person.username}>
              <h3>
                {person.name} <span className="role">{person.role.toLowerCase()}</span>
              </h3>
              <p>{ABOUT[person.role]}</p>
              <p className="credentials">
                <code>{person.username}</code> <span aria-hidden="true">·</span> <code>{person.password}</code>
              </p>
              {signedIn ? (
                <p className="signed-in">
                  <State is="good">Signed in</State>
                  <button className="button button-small" type="button" onClick={signOut}>
                    Sign out
                  </button>
                </p>
              ) : (
                <button
                  className="button button-small"
                  type="button"
                  disabled={busy !== undefined}
                  onClick={() => become(person)}
                >
                  {busy === person.username ? "Signing in…" : `Sign in as ${firstName(person)}`}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      <p className="problem" role="alert">
        {problem !== undefined && <State is="failed">{problem}</State>}
      </p>
    </section>
  );
}
