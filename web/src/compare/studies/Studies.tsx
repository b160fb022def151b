import { bytes } from "../data.ts";
import { Lines } from "../Lines.tsx";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { styleOf } from "./Bars.tsx";
import { Change } from "./Change.tsx";
import { Depth } from "./Depth.tsx";
import { Expected } from "./Expected.tsx";
import { Failure } from "./Failure.tsx";
import { IdleHour } from "./Idle.tsx";
import { QueryMethod } from "./QueryMethod.tsx";
import {
  type CacheResult,
  cache,
  change,
  depth,
  failure,
  queryMethod,
  type SessionResult,
  type Study,
  session,
  tax,
  type WidthResult,
  width,
  writes,
} from "./results.ts";
import { Tax } from "./Tax.tsx";
import { Writes } from "./Writes.tsx";

/** What single screens do not show: caches, a session, how wide and deep one asks, what stands between, what fails, and what changes. */
export function Studies() {
  return (
    <>
      {cache && <CacheCurves study={cache} />}
      {queryMethod && <QueryMethod study={queryMethod} />}
      {session && <Session study={session} />}
      {width && <WidthSweep study={width} />}
      {depth && <Depth study={depth} />}
      {tax && <Tax study={tax} />}
      <IdleHour />
      {failure && <Failure study={failure} />}
      {change && <Change study={change} />}
      {writes && <Writes study={writes} />}
    </>
  );
}

function CacheCurves({ study }: { study: Study<CacheResult> }) {
  const { trace, rungs } = study.result;
  const best = rungs.toSorted((a, b) => shareOf(b) - shareOf(a))[0];
  const sessions = rungs[0]?.curve.map(([at]) => at) ?? [];
  return (
    <section aria-labelledby="cache">
      <h2 id="cache">
        A shared cache answers {best ? `${shareOf(best).toFixed(0)} % on ${best.rung}` : "nothing"}, and nothing that is
        asked by POST
      </h2>
      <Expected study={study} />
      <figure>
        <Lines
          label={`Answered by a shared cache, in per cent: ${rungs.map((rung) => `${rung.rung} ${shareOf(rung).toFixed(0)}`).join(", ")}`}
          lines={rungs.map(({ rung, curve }) => ({ name: rung, style: styleOf(rung), points: curve }))}
          ticks={sessions.filter((_, at) => at % 2 === 0)}
          most={100}
          unit="%"
          xUnit="sessions so far"
          isLog
        />
        <figcaption className="caption">
          {bytes(trace.sessions)} sessions, {bytes(trace.visits)} screens of one seeded trace through a cache that
          follows RFC 9111. Made by <code>npm run compare</code>.
        </figcaption>
      </figure>
      <NumbersBehind
        titles={["Rung", "Through the cache", "Reached the services", "Of these, 304"]}
        rows={rungs.map((rung) => [rung.rung, rung.sharedRequests, rung.originRequests, rung.notModified])}
      />
    </section>
  );
}

const shareOf = ({ curve }: CacheResult["rungs"][number]): number => curve.at(-1)?.[1] ?? 0;

function Session({ study }: { study: Study<SessionResult> }) {
  const { screens, rows } = study.result;
  const least = rows.toSorted((a, b) => a.second.wire - b.second.wire)[0];
  return (
    <section aria-labelledby="session">
      <h2 id="session">
        {screens} screens again: {least ? `${nameOf(least)} moves ${bytes(least.second.wire)} bytes` : "nothing"}
      </h2>
      <Expected study={study} />
      <NumbersBehind
        titles={["Rung", "First time", "Again", "Requests again", "Of these, 304"]}
        rows={rows.map((row) => [
          nameOf(row),
          row.first.wire,
          row.second.wire,
          row.second.requests,
          row.second.notModified,
        ])}
      />
      <p className="caption">
        Bytes on the wire for all {screens} screens in a row, by one person. Made by <code>npm run compare</code>.
      </p>
    </section>
  );
}

const nameOf = ({ rung, clientCache }: SessionResult["rows"][number]) =>
  clientCache ? `${rung} with a client cache` : rung;

function WidthSweep({ study }: { study: Study<WidthResult> }) {
  const { rows, shown, steps } = study.result;
  const most = Math.ceil(Math.max(...steps.map(({ whole }) => whole.ms)) / 50) * 50;
  return (
    <section aria-labelledby="width">
      <h2 id="width">From {study.found} fields a resource on, one query saves a tenth of the time</h2>
      <Expected study={study} />
      <figure>
        <Lines
          label={`Milliseconds on slow 4G: ${steps.map((step) => `${step.width} fields ${step.whole.ms} and ${step.query.ms}`).join(", ")}`}
          lines={[
            { name: "R0", style: "rest", points: steps.map((step) => [step.width, step.whole.ms]) },
            { name: "G1", style: "graphql", points: steps.map((step) => [step.width, step.query.ms]) },
          ]}
          ticks={steps.map((step) => step.width).filter((at) => at % 10 === 0)}
          most={most}
          unit="ms"
          xUnit="fields of a resource"
        />
        <figcaption className="caption">
          {rows} rows of which {shown} fields are shown; slow 4G by the model. Made by <code>npm run compare</code>.
        </figcaption>
      </figure>
      <NumbersBehind
        titles={["Fields", "R0, whole", "R1, chosen", "G1, a query"]}
        rows={steps.map((step) => [String(step.width), step.whole.wire, step.chosen.wire, step.query.wire])}
      />
    </section>
  );
}
