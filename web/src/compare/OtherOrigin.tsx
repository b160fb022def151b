import { bytes, leastOf, type Rung, type Screen, screens, wireBytes } from "./data.ts";
import { NumbersBehind } from "./NumbersBehind.tsx";
import { Bars, styleOf } from "./studies/Bars.tsx";
import { type Estimate, intervalText, milliseconds, planning } from "./times.ts";
import { counted, listed, verb } from "./words.ts";

/** What stands in no other count: what another origin is asked first, and what a gateway must know before anybody asks. */
export function OtherOrigin({ screen }: { screen: Screen }) {
  const { rungs } = screen;
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
          bars={rungs.map((rung) => ({
            name: rung.rung,
            style: styleOf(rung.rung),
            parts: [
              { kind: "used", value: wireBytes(rung) },
              { kind: "head", value: rung.preflights.bytes },
            ],
            text: bytes(total(rung)),
            note:
              rung.preflights.count === 0
                ? "nothing is asked first"
                : `${counted(rung.preflights.count, "preflight")}, ${bytes(rung.preflights.bytes)} bytes`,
          }))}
          right={72}
          legend={[
            ["used", "the screen, as above"],
            ["head", "preflights"],
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
      />
      <Known screen={screen} />
    </section>
  );
}

function findingOf({ rungs, winners }: Screen, firsts: readonly string[]): string {
  if (rungs.every(({ preflights }) => preflights.count === 0)) return "From another origin nothing is asked first";
  const found = `${listed(firsts)} ${verb(firsts, "moves", "move")} the fewest bytes`;
  if (firsts.join() === winners.join()) return `From another origin, too, ${found}`;
  return `From another origin ${found}; from the same, ${listed(winners)}`;
}

const BY_HASH = ["G2", "G3"] as const;

/** What is registered with the gateway before a client is published, once for everybody. */
function Known({ screen }: { screen: Screen }) {
  const mine = BY_HASH.flatMap((name) => screen.rungs.find(({ rung }) => rung === name) ?? []);
  const all = BY_HASH.map((name) => ({
    name,
    ...weightOf(screens.flatMap(({ rungs }) => rungs.filter((r) => r.rung === name))),
  }));
  const posted = screen.rungs.find(({ rung }) => rung === "G1");
  if (!mine.some(({ documents }) => documents)) return null;
  return (
    <>
      <h3>
        Before anybody asks, the gateway is told{" "}
        {listed(mine.map((rung) => `${bytes(weightOf([rung]).weight)} bytes for ${rung.rung}`))}, once for everybody
      </h3>
      <p className="caption">
        Trusted documents, uncoded; in no count above. Those of all screens are{" "}
        {listed(
          all.map(({ name, count, weight }) => `${counted(count, "document")} of ${bytes(weight)} bytes on ${name}`),
        )}
        .
        {planning.length > 0 &&
          " Planned is what the gateway takes to parse, validate, plan and compile one that it has not seen."}
      </p>
      <NumbersBehind
        summary="Show what is registered"
        titles={[
          "Rung",
          "documents",
          "their bytes",
          "wire, less than G1",
          ...(planning.length > 0 ? ["planned in", "95 % interval"] : []),
        ]}
        rows={mine.map((rung): [string, ...(number | string)[]] => {
          const { count, weight } = weightOf([rung]);
          const planned = planning.find((each) => each.screen === screen.screen && each.rung === rung.rung)?.measured;
          return [
            rung.rung,
            count,
            weight,
            posted ? wireBytes(posted) - wireBytes(rung) : "unable",
            ...(planning.length > 0 ? estimateCells(planned) : []),
          ];
        })}
      />
    </>
  );
}

/** A document that more than one asks by is registered once. */
function weightOf(rungs: readonly Rung[]): { readonly count: number; readonly weight: number } {
  const all = new Map(rungs.flatMap(({ documents = {} }) => Object.entries(documents)));
  return { count: all.size, weight: [...all.values()].reduce((sum, each) => sum + each, 0) };
}

const estimateCells = (estimate: Estimate | undefined): readonly [string, string] =>
  estimate ? [milliseconds(estimate.median), intervalText(estimate)] : ["not measured", ""];
