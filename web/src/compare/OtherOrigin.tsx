import { Bars } from "./charts/Bars.tsx";
import { withUnable } from "./charts/with-unable.ts";
import { bytes, leastOf, type Rung, type Screen, styleOf, wireBytes } from "./data.ts";
import { NumbersBehind } from "./NumbersBehind.tsx";
import { Registered } from "./Registered.tsx";
import { counted, listed, verb } from "./words.ts";

/** What stands in no other count: what another origin is asked first, and what a gateway must know before anybody asks. */
export function OtherOrigin({ screen }: { screen: Screen }) {
  const { rungs, unable } = screen;
  const total = (rung: Rung) => wireBytes(rung) + rung.preflights.bytes;
  return (
    <section aria-labelledby="origin">
      <h2 id="origin">{findingOf(screen, leastOf(rungs, total))}</h2>
      <p className="shows">
        A browser asks first whether it may (a CORS preflight) when a page of one origin asks another with a method or
        header that shows it: each method and address once, a round trip before the request that it is about.
      </p>
      <figure>
        <Bars
          label={`Bytes from another origin: ${rungs.map((rung) => `${rung.rung} ${bytes(wireBytes(rung))} and ${bytes(rung.preflights.bytes)} of preflights`).join(", ")}`}
          bars={withUnable(
            rungs.map((rung) => ({
              name: rung.rung,
              style: styleOf(rung.rung),
              parts: [
                { kind: "tone-1", value: wireBytes(rung) },
                { kind: "tone-2", value: rung.preflights.bytes },
              ],
              text: bytes(total(rung)),
              note:
                rung.preflights.count === 0
                  ? "no preflight"
                  : `${counted(rung.preflights.count, "preflight")}, ${bytes(rung.preflights.bytes)} bytes`,
            })),
            unable,
          )}
          legend={[
            ["tone-1", "the screen, as above"],
            ["tone-2", "preflights"],
          ]}
        />
        <figcaption className="caption">
          Bytes over HTTP/1.1. G0 and G1 ask one address for all screens: who comes from another screen of theirs has
          asked already. Made by <code>npm run compare</code>.
        </figcaption>
      </figure>
      <NumbersBehind
        titles={["Rung", "Wire", "Preflights", "Their bytes", "Together"]}
        rows={rungs.map((rung) => [
          rung.rung,
          wireBytes(rung),
          rung.preflights.count,
          rung.preflights.bytes,
          total(rung),
        ])}
        unable={unable}
      />
      <Registered screen={screen} />
    </section>
  );
}

function findingOf({ rungs, winners }: Screen, firsts: readonly string[]): string {
  if (rungs.every(({ preflights }) => preflights.count === 0)) return "From another origin no rung needs a preflight";
  const found = `${listed(firsts)} ${verb(firsts, "moves", "move")} the fewest bytes`;
  if (firsts.join() === winners.join()) return `From another origin, too, ${found}`;
  return `From another origin ${found}; from the same, ${listed(winners)}`;
}
