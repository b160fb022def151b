import { bytes } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { Bars } from "./Bars.tsx";
import { idle } from "./results.ts";

/** What an hour costs in which nothing happens: it belongs to the screen that follows an order. */
export function IdleHour() {
  const [most] = idle.toSorted((a, b) => b.perHour - a.perHour);
  const [least] = idle.toSorted((a, b) => a.perHour - b.perHour);
  if (!most || !least) return null;
  return (
    <section aria-labelledby="idle">
      <h2 id="idle">
        An hour without news costs {bytes(most.perHour)} bytes by asking, {bytes(least.perHour)} by a stream
      </h2>
      <p className="shows">
        Somebody follows an order that does not change: who polls asks every quarter of a minute, and is answered 304 by
        REST and whole by the graph, whose answers to people are kept by nobody; who has a stream is sent its signs of
        life.
      </p>
      <figure>
        <Bars
          label={`Bytes of an hour without news: ${idle.map((each) => `${each.title} ${bytes(each.perHour)}`).join("; ")}`}
          bars={idle.map(({ way, title, perHour }) => ({
            name: way.startsWith("rest") ? "REST" : "GraphQL",
            style: way.startsWith("rest") ? "rest" : "graphql",
            parts: [{ kind: "used", value: perHour }],
            text: bytes(perHour),
            note: title.replace(/^\w+(, | )/, ""),
          }))}
          left={68}
        />
        <figcaption className="caption">
          Bytes over HTTP/1.1, both ways, on a connection that is open already. Made by <code>npm run compare</code>.
        </figcaption>
      </figure>
      <NumbersBehind
        titles={["Way", "Seconds between", "Bytes each", "Bytes an hour"]}
        rows={idle.map(({ title, every, bytes: each, perHour }) => [title, every, each, perHour])}
      />
    </section>
  );
}
