import { Lines } from "../charts/Lines.tsx";
import { bytes, styleOf } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { listed } from "../words.ts";
import { Expected } from "./Expected.tsx";
import { LeftOut } from "./LeftOut.tsx";
import type { CacheResult, Study } from "./results.ts";

/** What a shared cache answers, session by session. */
export function CacheCurves({ study }: { study: Study<CacheResult> }) {
  const { trace, rungs } = study.result;
  const sessions = rungs[0]?.curve.map(([at]) => at) ?? [];
  return (
    <section aria-labelledby="cache">
      <h2 id="cache">{findingOf(rungs)}</h2>
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
          <LeftOut rungs={rungs.map(({ rung }) => rung)} />
        </figcaption>
      </figure>
      <NumbersBehind
        titles={["Rung", "Through the cache", "Reached the services", "Of these, 304"]}
        rows={rungs.map((rung) => [rung.rung, rung.sharedRequests, rung.originRequests, rung.notModified])}
      />
      <NumbersBehind
        summary="Show the curves as a table"
        titles={["Rung", ...sessions.map((at) => `after ${bytes(at)}`)]}
        rows={rungs.map(({ rung, curve }) => [rung, ...curve.map(([, percent]) => `${percent} %`)])}
      />
    </section>
  );
}

type Cached = CacheResult["rungs"][number];

const shareOf = ({ curve }: Cached): number => curve.at(-1)?.[1] ?? 0;

/** Whose requests it answers most, and whose it never does. */
function findingOf(rungs: readonly Cached[]): string {
  const most = Math.max(...rungs.map(shareOf));
  const namesOf = (is: (rung: Cached) => boolean) => rungs.filter(is).map(({ rung }) => rung);
  const first = namesOf((rung) => shareOf(rung) === most);
  const never = namesOf((rung) => shareOf(rung) === 0);
  const found = `A shared cache answers ${most.toFixed(0)} % of the requests of ${listed(first)}`;
  return never.length === 0 || most === 0 ? found : `${found}, and none of ${listed(never)}`;
}
