import type { ExplainedFetch, Explanation } from "./explanation.ts";
import { FetchDetails } from "./FetchDetails.tsx";
import { findingOf } from "./finding.ts";
import { knownSubgraph, NamedSubgraph } from "./NamedSubgraph.tsx";
import { milliseconds } from "./units.ts";

/** Every request to a subgraph on one axis of time, with what it carried and the SQL behind it. */
export function Waterfall({ explanation: { fetches, executionMs } }: { explanation: Explanation }) {
  const end = Math.max(executionMs, ...fetches.map(({ startMs, durationMs }) => startMs + durationMs), 0.1);
  if (fetches.length === 0) return <p className="explain-note">No subgraph was asked: the gateway knew the answer.</p>;
  return (
    <figure className="waterfall" aria-labelledby="waterfall">
      <figcaption id="waterfall">{findingOf(fetches)}</figcaption>
      <p className="waterfall-axis" aria-hidden="true">
        <span>0</span>
        <span>{milliseconds(end)}</span>
      </p>
      <ol>
        {fetches.map((fetch, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an explanation never changes, and two of its requests may be equal
          <li key={index}>
            <p className="waterfall-name">
              <NamedSubgraph name={fetch.subgraph} />
              <span className="path">{fetch.path.length === 0 ? "root fields" : fetch.path.join(".")}</span>
              <span className="time">{milliseconds(fetch.durationMs)}</span>
            </p>
            <Bar fetch={fetch} end={end} />
            <FetchDetails fetch={fetch} />
          </li>
        ))}
      </ol>
    </figure>
  );
}

function Bar({ fetch, end }: { fetch: ExplainedFetch; end: number }) {
  const { subgraph, startMs, durationMs, shared, failed } = fetch;
  const percent = (ms: number) => `${(100 * ms) / end}%`;
  const look = failed ? "bar-failed" : shared ? "bar-shared" : `bar-${knownSubgraph(subgraph) ?? "other"}`;
  return (
    <svg className={`waterfall-bar ${look}`} width="100%" height="10" aria-hidden="true">
      <line x1="0" x2="100%" y1="5" y2="5" />
      <rect x={percent(startMs)} width={percent(Math.max(durationMs, end / 120))} y="0" height="10" rx="2" />
    </svg>
  );
}
