import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect, useId, useState } from "react";
import { Choice } from "../../design/Choice.tsx";
import { State } from "../../design/marks.tsx";
import { operations as offered } from "../../operations.ts";
import type { Person } from "../../system.ts";
import { SameAsRest } from "../rest/SameAsRest.tsx";
import type { Explanation } from "./explanation.ts";
import { type Explained, type Explanations, useExplained } from "./explanations.ts";
import { FaultSwitch } from "./FaultSwitch.tsx";
import { Figures } from "./Figures.tsx";
import { PlanGraph } from "./PlanGraph.tsx";
import { PlanTree } from "./PlanTree.tsx";
import { Waterfall } from "./Waterfall.tsx";

/**
 * How the open operation was answered. As long as the panel is there, operations are sent to be explained.
 * @param people who can be asked as. Where there are some, it is development, and subgraphs can be made to fail
 */
export function ExplainPanel({ explanations, people }: { explanations: Explanations; people: readonly Person[] }) {
  const title = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.title);
  const operation = useGraphiQL(({ operations, operationName }) =>
    operations?.find(({ name }) => !operationName || name?.value === operationName),
  );
  const isSubscription = operation?.operation === "subscription";
  const name = operation?.name?.value ?? title;
  const explained = useExplained(explanations, name ?? "");
  const variables = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.variables ?? "");
  const [view, setView] = useState<View>("requests");
  const group = useId();
  const asRest = offered.find((candidate) => candidate.name === name);
  useEffect(() => explanations.want(), [explanations]);
  return (
    <section className="explain" aria-labelledby="explain">
      <h2 id="explain">How it was answered</h2>
      {people.length > 0 && !isSubscription && <FaultSwitch explanations={explanations} />}
      <Choice name={group} legend="What is shown" options={VIEWS} chosen={view} choose={setView} />
      {view === "rest" && <SameAsRest key={name} operation={asRest} variables={variables} people={people} />}
      {view !== "rest" && <Answered explained={explained} view={view} isSubscription={isSubscription} />}
    </section>
  );
}

type View = "requests" | "plan" | "rest";

const VIEWS: readonly { value: View; label: string }[] = [
  { value: "requests", label: "Requests" },
  { value: "plan", label: "Plan" },
  { value: "rest", label: "The same as REST" },
];

interface AnsweredProps {
  explained: Explained | undefined;
  view: View;
  isSubscription: boolean;
}

function Answered({ explained, view, isSubscription }: AnsweredProps) {
  const { run } = useGraphiQLActions();
  if (explained === undefined) {
    return (
      <div className="explain-empty">
        <p>
          {isSubscription
            ? "Events come from the subgraph that owns the field; for each event, the gateway runs the rest of the plan, as for a query. Run the operation with this panel open to see how the last event was completed."
            : "Run the operation with this panel open to see its query plan, each request to a subgraph, and the SQL behind it."}
        </p>
        <button className="button button-small" type="button" onClick={run}>
          Run and explain
        </button>
      </div>
    );
  }
  switch (explained.state) {
    case "asked":
      return (
        <p className="explain-empty" role="status">
          <State is="waiting">{isSubscription ? "Waiting for an event" : "Running"}</State>
        </p>
      );
    case "untold":
      return (
        <div className="explain-empty">
          <State is="waiting">No explanation</State>
          <p>
            The operation was refused before it ran (the answer says why), or this gateway runs in production, where
            explaining needs a token with the scope <code>gateway:explain</code>.
          </p>
        </div>
      );
    case "failed":
      return (
        <div className="explain-empty">
          <State is="failed">No answer</State>
          <p>{explained.problem}</p>
          <button className="button button-small" type="button" onClick={run}>
            Run it again
          </button>
        </div>
      );
    case "told":
      return <Told explanation={explained.explanation} view={view} />;
  }
}

function Told({ explanation, view }: { explanation: Explanation; view: View }) {
  const { node, text } = explanation.plan;
  const { run } = useGraphiQLActions();
  return (
    <>
      <button className="button button-small explain-again" type="button" onClick={run}>
        Run it again
      </button>
      <Figures explanation={explanation} />
      {view === "requests" && <Waterfall explanation={explanation} />}
      {view === "plan" && node && (
        <>
          <PlanGraph node={node} />
          <PlanTree node={node} />
        </>
      )}
      {view === "plan" && !node && <p className="explain-note">{text || "Nothing had to be fetched."}</p>}
      {explanation.redacted && (
        <p className="explain-note">Values and SQL are left out: this gateway runs in production.</p>
      )}
    </>
  );
}
