import { Bars } from "../charts/Bars.tsx";
import { bytes, styleOf } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { counted, listed } from "../words.ts";
import { Expected } from "./Expected.tsx";
import { LeftOut } from "./LeftOut.tsx";
import type { Study, WritesResult } from "./results.ts";

/** What must be read again after two writes. */
export function Writes({ study }: { study: Study<WritesResult> }) {
  const rows = study.result.rows.map(({ rung, cart, order }) => ({
    rung,
    write: cart.write.wire + order.write.wire,
    after: cart.after.wire + order.after.wire,
    requests: cart.after.requests + order.after.requests,
    notModified: cart.after.notModified + order.after.notModified,
  }));
  const [least] = rows.toSorted((a, b) => a.write + a.after - (b.write + b.after));
  if (!least) return null;
  const firsts = rows.filter((row) => row.write + row.after === least.write + least.after).map(({ rung }) => rung);
  return (
    <section aria-labelledby="writes">
      <h2 id="writes">
        Two writes, with what must be read again: {bytes(least.write + least.after)} bytes on {listed(firsts)},{" "}
        {least.requests === 0 ? "and nothing read again" : `${counted(least.requests, "request")} after the writes`}
      </h2>
      <Expected study={study} />
      <figure>
        <Bars
          label={`Bytes of two writes and of what was read after them: ${rows.map(({ rung, write, after }) => `${rung} ${bytes(write)} and ${bytes(after)}`).join(", ")}`}
          bars={rows.map(({ rung, write, after, requests, notModified }) => ({
            name: rung,
            style: styleOf(rung),
            parts: [
              { kind: "tone-1", value: write },
              { kind: "tone-2", value: after },
            ],
            text: bytes(write + after),
            note: `${counted(requests, "request")} after the writes${notModified > 0 ? `, ${notModified} of them 304` : ""}`,
          }))}
          legend={[
            ["tone-1", "the writes and their answers"],
            ["tone-2", "what was read again"],
          ]}
        />
        <figcaption className="caption">
          A product is put into the cart, and the cart is ordered; badge, cart, history and stock are then as the
          servers have them. REST's client keeps answers by URL, GraphQL's is Apollo's normalised cache; a browser's
          cache is under both. Made by <code>npm run compare</code>.
          <LeftOut rungs={rows.map(({ rung }) => rung)} />
        </figcaption>
      </figure>
      <NumbersBehind
        titles={["Rung", "To the cart", "Read after it", "The order", "Read after it, then"]}
        rows={study.result.rows.map(({ rung, cart, order }) => [
          rung,
          cart.write.wire,
          cart.after.wire,
          order.write.wire,
          order.after.wire,
        ])}
      />
    </section>
  );
}
