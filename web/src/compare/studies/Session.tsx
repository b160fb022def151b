import { Bars } from "../charts/Bars.tsx";
import { bytes, styleOf } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { listed, verb } from "../words.ts";
import { Expected } from "./Expected.tsx";
import { LeftOut } from "./LeftOut.tsx";
import type { SessionResult, Study } from "./results.ts";

type Row = SessionResult["rows"][number];

/** Screens in a row, and the same again on warm caches. */
export function Session({ study }: { study: Study<SessionResult> }) {
  const { screens, rows } = study.result;
  const least = Math.min(...rows.map(({ second }) => second.wire));
  const firsts = rows.filter(({ second }) => second.wire === least).map(nameOf);
  return (
    <section aria-labelledby="session">
      <h2 id="session">
        {screens} screens again: {listed(firsts)} {verb(firsts, "moves", "move")} {bytes(least)} bytes
      </h2>
      <Expected study={study} />
      <figure>
        <Bars
          label={`Bytes of ${screens} screens, first and again: ${rows.map((row) => `${nameOf(row)} ${bytes(row.first.wire)} and ${bytes(row.second.wire)}`).join("; ")}`}
          bars={rows.map((row) => ({
            name: row.rung,
            style: styleOf(row.rung),
            parts: [{ kind: "tone-1", value: row.second.wire }],
            text: bytes(row.second.wire),
            note: `${row.clientCache ? "HTTP and client cache" : "HTTP cache"}; at first ${bytes(row.first.wire)}; ${row.second.notModified} of ${row.second.requests} answered 304`,
          }))}
        />
        <figcaption className="caption">
          Bytes on the wire for all {screens} screens in a row, by one person, when they come again. A client's cache is
          what its style uses: by URL for REST, normalised for GraphQL. Made by <code>npm run compare</code>.
          {costsOf(rows)}
          <LeftOut rungs={rows.map(({ rung }) => rung)} />
        </figcaption>
      </figure>
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
    </section>
  );
}

const nameOf = ({ rung, clientCache }: Row) => (clientCache ? `${rung} with a client cache` : rung);

/** Where a client's cache spares requests and moves more: what it must ask for to know things by is more than that. */
function costsOf(rows: readonly Row[]): string {
  const dearer = rows.flatMap((row) => {
    const without = rows.find(({ rung, clientCache }) => rung === row.rung && !clientCache);
    const isDearer =
      row.clientCache &&
      styleOf(row.rung) === "graphql" &&
      without &&
      row.second.requests < without.second.requests &&
      row.second.wire > without.second.wire;
    return isDearer
      ? [
          `${row.rung} ${without.second.requests - row.second.requests} requests and moves ${bytes(row.second.wire - without.second.wire)} bytes more`,
        ]
      : [];
  });
  return dearer.length === 0
    ? ""
    : ` A normalised cache spares ${listed(dearer)}: its queries ask for ids and types everywhere.`;
}
