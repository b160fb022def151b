import { Bars } from "../charts/Bars.tsx";
import { bytes, titleOf } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { listed, verb } from "../words.ts";
import { Expected } from "./Expected.tsx";
import type { QueryMethodResult, Study } from "./results.ts";

/** QUERY, a method that reads and has a body, beside POST and GET. */
export function QueryMethod({ study }: { study: Study<QueryMethodResult> }) {
  const { screens, rows } = study.result;
  const total = ({ first, again, later }: QueryMethodResult["rows"][number]) => first.wire + again.wire + later.wire;
  const least = Math.min(...rows.map(total));
  const firsts = rows.filter((row) => total(row) === least).map(({ way }) => way);
  const [most] = rows.toSorted((a, b) => total(b) - total(a));
  if (!most) return null;
  return (
    <section aria-labelledby="query-method">
      <h2 id="query-method">
        Seen three times, {listed(firsts)} {verb(firsts, "moves", "move")} {bytes(least)} bytes, {most.way}{" "}
        {bytes(total(most))}
      </h2>
      <Expected study={study} />
      <figure>
        <Bars
          label={`Bytes of three visits by the way of asking: ${rows.map((row) => `${row.way} ${bytes(total(row))}`).join(", ")}`}
          bars={rows.map((row) => ({
            name: row.way,
            style: "graphql",
            parts: [
              { kind: "tone-1", value: row.first.wire },
              { kind: "tone-2", value: row.again.wire },
              { kind: "tone-3", value: row.later.wire },
            ],
            text: bytes(total(row)),
            note: `requests to the gateway: ${row.first.asked}, ${row.again.asked}, ${row.later.asked}${row.later.notModified > 0 ? `; ${row.later.notModified} of the last answered 304` : ""}`,
          }))}
          left={120}
          legend={[
            ["tone-1", "first"],
            ["tone-2", "a second later"],
            ["tone-3", "an hour later"],
          ]}
        />
        <figcaption className="caption">
          {listed(screens.map(titleOf))}, by nobody who is signed in, through a browser's cache and a shared one that
          follow RFC 9111 and know QUERY (RFC 10008). Caches in use today do not: to them QUERY is as POST. Made by{" "}
          <code>npm run compare</code>.
        </figcaption>
      </figure>
      <NumbersBehind
        titles={[
          "Way",
          "Bytes, first",
          "A second later",
          "The next person",
          "An hour later",
          "Asked for the next person",
          "Preflight",
        ]}
        rows={rows.map(({ way, first, again, neighbour, later, preflight }) => [
          way,
          first.wire,
          again.wire,
          neighbour.wire,
          later.wire,
          neighbour.asked,
          preflight ? "yes" : "no",
        ])}
      />
    </section>
  );
}
