import { useEffect, useRef, useState } from "react";
import { RUNG_OF } from "../address.ts";
import { RUNGS, type Screen, styleOf } from "../data.ts";
import { RungOptions } from "../RungOptions.tsx";
import { useInAddress } from "../use-in-address.ts";
import { counted } from "../words.ts";
import type { Sent } from "./api.ts";
import { Done } from "./Done.tsx";
import { Requests, spansOf } from "./Requests.tsx";
import { canBeShown, type Showing, show } from "./showing.ts";

type Side = "rest" | "graphql";
type BySide<Value> = Readonly<Record<Side, Value>>;

type Run =
  | { readonly state: "ready" }
  | { readonly state: "running"; readonly sent: BySide<readonly Sent[]>; readonly now: number }
  | { readonly state: "failed"; readonly reason: string }
  | { readonly state: "done"; readonly showings: BySide<Showing> };

const NOTHING_SENT: BySide<readonly Sent[]> = { rest: [], graphql: [] };

/** The same screen by both styles, asked for real of the system that serves this page. */
export function Here({ screen: { screen, unable } }: { screen: Screen }) {
  const isRung =
    (style: string) =>
    (name: string): name is string =>
      name in RUNGS && styleOf(name) === style && !unable.some(({ rung }) => rung === name);
  const [rest, setRest] = useInAddress("rest", RUNG_OF.rest, isRung("rest"));
  const [graphql, setGraphql] = useInAddress("graphql", RUNG_OF.graphql, isRung("graphql"));
  const rungs: BySide<string> = { rest, graphql };
  const [run, setRun] = useState<Run>({ state: "ready" });
  const stopping = useRef<AbortController>(undefined);
  useEffect(() => () => stopping.current?.abort(), []);

  const start = async () => {
    stopping.current?.abort();
    const controller = new AbortController();
    stopping.current = controller;
    const { signal } = controller;
    setRun({ state: "running", sent: NOTHING_SENT, now: performance.now() });
    const watch = (side: Side) => (sent: readonly Sent[]) =>
      setRun((before) =>
        before.state === "running"
          ? { ...before, sent: { ...before.sent, [side]: sent }, now: performance.now() }
          : before,
      );
    try {
      const [rest, graphql] = await Promise.all([
        show(screen, rungs.rest, signal, watch("rest")),
        show(screen, rungs.graphql, signal, watch("graphql")),
      ]);
      if (!signal.aborted) setRun({ state: "done", showings: { rest, graphql } });
    } catch (error) {
      if (!signal.aborted) setRun({ state: "failed", reason: error instanceof Error ? error.message : String(error) });
    }
  };
  const choose = (side: Side, rung: string) => {
    stopping.current?.abort();
    if (side === "rest") setRest(rung);
    else setGraphql(rung);
    setRun({ state: "ready" });
  };
  return (
    <section aria-labelledby="here" className="here">
      <h2 id="here">{headingOf(run)}</h2>
      <p className="shows">
        Both run at once, for real, against the system that serves this page and the data it holds now. Watch the
        requests, and what is read of the responses.
      </p>
      {canBeShown(screen) ? (
        <>
          <div className="making">
            <RungChoice side="rest" label="REST" unable={unable} chosen={rungs.rest} choose={choose} />
            <RungChoice side="graphql" label="GraphQL" unable={unable} chosen={rungs.graphql} choose={choose} />
            <button type="button" onClick={() => void start()} aria-disabled={run.state === "running"}>
              {run.state === "running" ? "Running…" : "Run both here"}
            </button>
          </div>
          <Outcome screen={screen} run={run} rungs={rungs} />
        </>
      ) : (
        <p className="empty">
          This screen changes data or takes too long to run here: <code>npm run compare</code> measures it.
        </p>
      )}
    </section>
  );
}

function headingOf(run: Run): string {
  if (run.state !== "done") return "Run it here";
  const { rest, graphql } = run.showings;
  return `${rest.rung} sent ${counted(rest.sent.length, "request")}, ${graphql.rung} ${counted(graphql.sent.length, "request")}`;
}

interface RungChoiceProps {
  readonly side: Side;
  readonly label: string;
  readonly unable: Screen["unable"];
  readonly chosen: string;
  readonly choose: (side: Side, rung: string) => void;
}

const RungChoice = ({ side, label, unable, chosen, choose }: RungChoiceProps) => (
  <label>
    {label}:{" "}
    <select value={chosen} onChange={(event) => choose(side, event.target.value)}>
      <RungOptions names={Object.keys(RUNGS).filter((rung) => styleOf(rung) === side)} unable={unable} style={label} />
    </select>
  </label>
);

function Outcome({ screen, run, rungs }: { screen: string; run: Run; rungs: BySide<string> }) {
  if (run.state === "ready") return null;
  if (run.state === "failed") {
    return (
      <p role="alert" className="failed">
        <span aria-hidden="true">✗</span> It did not work: {run.reason}
      </p>
    );
  }
  if (run.state === "running") {
    const most = Math.max(...Object.values(run.sent).flatMap((sent) => spansOf(sent, run.now)), 1);
    return (
      <div className="payloads" aria-busy="true">
        <Requests rung={rungs.rest} sent={run.sent.rest} most={most} now={run.now} />
        <Requests rung={rungs.graphql} sent={run.sent.graphql} most={most} now={run.now} />
      </div>
    );
  }
  return <Done screen={screen} showings={run.showings} />;
}
