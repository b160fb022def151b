import { bytes, type Rung, type Screen, screens, wireBytes } from "./data.ts";
import { NumbersBehind } from "./NumbersBehind.tsx";
import { intervalText, milliseconds, planning } from "./times.ts";
import { counted, listed } from "./words.ts";

const BY_HASH = ["G2", "G3"] as const;

/** What is registered with the gateway before a client is published, once for everybody, and what it takes to plan that. */
export function Registered({ screen }: { screen: Screen }) {
  const mine = BY_HASH.flatMap((name) => screen.rungs.find(({ rung }) => rung === name) ?? []);
  const all = BY_HASH.map((name) => ({
    name,
    ...weightOf(screens.flatMap(({ rungs }) => rungs.filter(({ rung }) => rung === name))),
  }));
  const posted = screen.rungs.find(({ rung }) => rung === "G1");
  const plannings = planning.filter((each) => each.screen === screen.screen);
  if (!mine.some(({ documents }) => documents)) return null;
  return (
    <>
      <h3>
        Before the first request, once for all clients, documents are registered with the gateway:{" "}
        {listed(mine.map((rung) => `${bytes(weightOf([rung]).weight)} bytes on ${rung.rung}`))}
      </h3>
      <p className="caption">
        Trusted documents, uncompressed; no count above includes them. All screens together have{" "}
        {listed(
          all.map(({ name, count, weight }) => `${counted(count, "document")} (${bytes(weight)} bytes) on ${name}`),
        )}
        .
        {plannings.length > 0 &&
          ` On first use, the gateway parses, validates, plans and compiles them in ${listed(plannings.map(({ rung, measured }) => `${milliseconds(measured.median)} for ${rung}`))} (medians of ${plannings[0]?.runs} runs, by its own clock); no time above includes this.`}
      </p>
      <NumbersBehind
        summary="Show what is registered"
        titles={[
          "Rung",
          "documents",
          "document bytes",
          "wire bytes saved over G1",
          ...(plannings.length > 0 ? ["prepared in", "95 % CI"] : []),
        ]}
        rows={mine.map((rung): [string, ...(number | string)[]] => {
          const { count, weight } = weightOf([rung]);
          const prepared = plannings.find((each) => each.rung === rung.rung)?.measured;
          return [
            rung.rung,
            count,
            weight,
            posted ? wireBytes(posted) - wireBytes(rung) : "unable",
            ...(prepared ? [milliseconds(prepared.median), intervalText(prepared)] : []),
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
