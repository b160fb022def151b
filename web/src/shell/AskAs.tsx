import { useId, useState } from "react";
import { signIn, signOut, useSession } from "../session.ts";
import type { Person } from "../system.ts";

/** Who the page asks as. Nothing where nobody is seeded: then a token goes into the headers editor. */
export function AskAs({ people }: { people: readonly Person[] }) {
  const session = useSession();
  const id = useId();
  const [problem, setProblem] = useState<string>();
  if (people.length === 0) return null;

  const choose = async (username: string) => {
    setProblem(undefined);
    const person = people.find((candidate) => candidate.username === username);
    if (!person) return signOut();
    try {
      await signIn(person);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };

  return (
    <div className="ask-as">
      <label htmlFor={id}>Ask as</label>
      <select
        id={id}
        value={session?.username ?? ""}
        aria-describedby={`${id}-problem`}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">nobody in particular</option>
        {people.map(({ username, name, role }) => (
          <option key={username} value={username}>
            {name}, {role.toLowerCase()}
          </option>
        ))}
      </select>
      <span className="ask-as-problem" id={`${id}-problem`} role="alert">
        {problem}
      </span>
    </div>
  );
}
