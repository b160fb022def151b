import { Bars } from "../charts/Bars.tsx";
import { bytes } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { idle } from "./results.ts";

/** What an hour costs in which nothing happens: it belongs to the screen that follows an order. */
export function IdleHour() {
  const asking = idle.filter(({ way }) => way.endsWith("-poll"));
  const streams = idle.filter(({ way }) => !way.endsWith("-poll"));
  if (asking.length === 0 || streams.length === 0) return null;
  return (
    <section aria-labelledby="idle">
      <h2 id="idle">
        An hour without news costs {rangeOf(asking)} bytes by polling, {rangeOf(streams)} by a stream
      </h2>
      <p className="shows">
        Somebody follows an order that does not change. Who polls asks every {secondsOf(asking)} seconds, and is
        answered 304 (nothing new) or in full; who has a stream is sent a heartbeat every {secondsOf(streams)} seconds.
      </p>
      <figure>
        <Bars
          label={`Bytes of an hour without news: ${idle.map((each) => `${each.title} ${bytes(each.perHour)}`).join("; ")}`}
          bars={idle.map(({ way, title, perHour }) => ({
            name: way.startsWith("rest") ? "REST" : "GraphQL",
            style: way.startsWith("rest") ? "rest" : "graphql",
            parts: [{ kind: "tone-1", value: perHour }],
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

type Ways = typeof idle;

function rangeOf(ways: Ways): string {
  const all = ways.map(({ perHour }) => perHour);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return least === most ? bytes(most) : `${bytes(least)} to ${bytes(most)}`;
}

const secondsOf = (ways: Ways): string => [...new Set(ways.map(({ every }) => every))].join(" or ");
