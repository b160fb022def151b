import type { Operation } from "@threefold/playground";
import { useState } from "react";
import { State } from "../../design/marks.tsx";
import { firstName, type Person } from "../../system.ts";
import { bytes, counted } from "../explain/units.ts";
import { COUNTERPARTS, WITHOUT } from "./counterparts/index.ts";
import { type Call, type Measured, measure } from "./measured.ts";

interface SameAsRestProps {
  /** The one of the collection that is open, if it is of the collection. */
  operation: Operation | undefined;
  /** The variables' editor. */
  variables: string;
  people: readonly Person[];
}

/** The calls by which a REST client comes to the same data. They are really made, and counted beside the graph's one. */
export function SameAsRest({ operation, variables, people }: SameAsRestProps) {
  const [measured, setMeasured] = useState<Measured>();
  const [busy, setBusy] = useState(false);
  if (operation === undefined || COUNTERPARTS[operation.id] === undefined) {
    return <p className="explain-note">{(operation && WITHOUT[operation.id]) ?? NOT_OURS}</p>;
  }
  const person = people.find(({ username }) => username === operation.as);
  const ask = async () => {
    setBusy(true);
    setMeasured(await measureEditor(operation, variables, people));
    setBusy(false);
  };
  return (
    <div className="same-as-rest">
      <p className="explain-note">
        {operation.kind === "mutation"
          ? "What this mutation does, done by a REST client. It really changes the data."
          : "The same data, requested as a careful REST client would: selected fields, rows of a kind in one request."}
        {person && ` As ${firstName(person)}.`}
      </p>
      <button className="button button-small" type="button" disabled={busy} onClick={ask}>
        {operation.kind === "mutation" ? "Do it over REST" : "Ask both ways"}
      </button>
      <div role="status">{measured && <Both measured={measured} />}</div>
    </div>
  );
}

const NOT_OURS =
  "There is no mapping to REST for this operation. The operations in the collection have one, written by hand: open one on the left.";

async function measureEditor(operation: Operation, text: string, people: readonly Person[]): Promise<Measured> {
  let variables: Record<string, unknown>;
  try {
    variables = JSON.parse(text || "{}");
  } catch {
    return { rest: [], graph: undefined, problem: "The variables are not JSON." };
  }
  return measure(operation, variables, people);
}

const total = (calls: readonly Call[]) => calls.reduce((sum, { bytes }) => sum + bytes, 0);

function Both({ measured: { rest, graph, problem } }: { measured: Measured }) {
  const rounds = Math.max(0, ...rest.map(({ round }) => round));
  return (
    <>
      {rest.length > 0 && (
        <table>
          <caption>
            REST: {counted(rest.length, "request")}, {counted(rounds, "round trip")} one after another,{" "}
            {bytes(total(rest))}.{graph && ` GraphQL: 1 request, 1 round trip, ${bytes(graph.bytes)}.`}
          </caption>
          <thead>
            <tr>
              <th scope="col">Round</th>
              <th scope="col">Request</th>
              <th scope="col">Answer</th>
            </tr>
          </thead>
          <tbody>
            {[...rest, ...(graph ? [graph] : [])].map(({ method, path, status, bytes: size, round }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a measurement never changes, and two of its calls may be equal
              <tr key={index} className={path === "/graphql" ? "by-graph" : "by-rest"}>
                <td>{round}</td>
                <td>
                  <code>
                    {method} {path}
                  </code>
                </td>
                <td>
                  {bytes(size)}
                  {status >= 400 && <span className="refused"> {status}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {problem !== undefined && <State is="failed">{problem}</State>}
      {problem === undefined && <p className="explain-note">Sizes are of the response bodies, before compression.</p>}
    </>
  );
}
