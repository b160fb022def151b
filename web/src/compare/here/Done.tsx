import { Body } from "../Body.tsx";
import { Drawing } from "../Drawing.tsx";
import type { Line } from "../data.ts";
import { RungMark } from "../RungMark.tsx";
import { cellsOf, environment, milliseconds } from "../times.ts";
import { type Light, useLight } from "../use-light.ts";
import { counted } from "../words.ts";
import { Replay } from "./Replay.tsx";
import { Requests, spansOf } from "./Requests.tsx";
import { type Reading, readingOf } from "./reading.ts";
import type { Showing } from "./showing.ts";
import { useReplay } from "./use-replay.ts";

interface DoneProps {
  readonly screen: string;
  readonly showings: { readonly rest: Showing; readonly graphql: Showing };
}

/** Both sides side by side, their answers lit as the drawing read them. */
export function Done({ screen, showings: { rest, graphql } }: DoneProps) {
  const light = useLight();
  const sides = [rest, graphql].map((showing) => ({ showing, reads: readsOf(showing) }));
  const steps = Math.max(1, ...sides.map(({ reads }) => reads.length));
  const replay = useReplay(steps);
  const readings = sides.map(({ showing, reads }) => ({ showing, reading: readingOf(reads, replay.at / steps) }));
  const now = readings.flatMap(({ reading }) => reading.now?.draws ?? []);
  const most = Math.max(...[rest.sent, graphql.sent].flatMap((sent) => spansOf(sent, 0)), 1);
  const differs = differenceOf(rest, graphql);
  return (
    <>
      {differs === undefined ? (
        <p className="good">
          <span aria-hidden="true">✓</span> Both drew exactly the same screen.
        </p>
      ) : (
        <p role="alert" className="failed">
          <span aria-hidden="true">✗</span> They drew different screens: the data changed in between, in{" "}
          <q>{differs}</q>. Run it again.
        </p>
      )}
      <Replay
        replay={replay}
        steps={steps}
        words={readings.map(({ showing: { rung }, reading }) => `${rung} ${reading.count} of ${reading.of}`).join(", ")}
      />
      <Drawing html={rest.html} lit={light.lit?.draws ?? now} />
      <Circumstances screen={screen} />
      <div className="payloads">
        {readings.map(({ showing, reading }) => (
          <ShowingSide key={showing.rung} showing={showing} most={most} light={light} reading={reading} />
        ))}
      </div>
    </>
  );
}

/** What such times are worth, and what makes better ones. */
const Circumstances = ({ screen }: { screen: string }) => (
  <p className="caption">
    Times are from a single run, both sides at once, from this browser to {window.location.host} without an emulated
    network: GraphQL through the gateway, REST through the edge behind the same address.
    {cellsOf(screen, "h2").length > 0 &&
      ` Their order may differ from that of the times above, which come from ${environment.runs} runs.`}{" "}
    <code>npm run compare -- --write-times</code> measures carefully.
  </p>
);

/** Answers that are shown; naive clients have many of the same. */
const SHOWN = 3;

/** What was read of the answers that are shown. */
function readsOf({ answers, reads }: Showing): readonly Line[] {
  const shown = new Set(answers.slice(0, SHOWN).flatMap(({ lines }) => lines));
  return reads.filter((line) => shown.has(line));
}

function differenceOf(rest: Showing, graphql: Showing): string | undefined {
  if (rest.html === graphql.html) return undefined;
  const theirs = graphql.html.split("\n");
  return rest.html.split("\n").find((line, at) => line !== theirs[at]) ?? "missing lines";
}

interface ShowingSideProps {
  readonly showing: Showing;
  readonly most: number;
  readonly light: Light;
  readonly reading: Reading;
}

function ShowingSide({ showing: { rung, sent, ms, answers, fields }, most, light, reading }: ShowingSideProps) {
  const left = answers.length - SHOWN;
  return (
    <div className="payload">
      <p>
        <RungMark rung={rung} /> {counted(sent.length, "request")}, {milliseconds(ms)}; {fields.used} of{" "}
        {fields.received} fields are shown
      </p>
      <Requests rung={rung} sent={sent} most={most} now={0} />
      {answers.slice(0, SHOWN).map((answer) => (
        <Body key={`${answer.depth} ${answer.path}`} answer={answer} light={light} stateOf={reading.stateOf} />
      ))}
      {left > 0 && <p className="caption">and {counted(left, "more response")}</p>}
    </div>
  );
}
