import { Bars } from "../charts/Bars.tsx";
import { withUnable } from "../charts/with-unable.ts";
import { competes, RUNGS, styleOf, titleOf } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { listed, verb } from "../words.ts";
import { Expected } from "./Expected.tsx";
import type { FailureResult, Study } from "./results.ts";

/** What each rung still shows of the anonymous screens when a service is away. */
export function Failure({ study }: { study: Study<FailureResult> }) {
  const { screens, service } = study.result;
  const all = screens.reduce((sum, { lines }) => sum + lines, 0);
  const shown = Object.keys(RUNGS).map((rung) => ({
    rung,
    mine: screens.flatMap(({ rungs }) => rungs.filter((each) => each.rung === rung)),
  }));
  const totals = shown
    .filter(({ mine }) => mine.length === screens.length)
    .map(({ rung, mine }) => ({
      rung,
      whole: mine.reduce((sum, { whole }) => sum + whole, 0),
      inPart: mine.reduce((sum, { inPart }) => sum + inPart, 0),
    }));
  // A bar of some screens only would look as if the others were lost.
  const unable = shown
    .filter(({ mine }) => mine.length < screens.length)
    .map(({ rung, mine }) => ({ rung, reason: `it is there for ${mine.length} of the ${screens.length} screens` }));
  const naive = totals.map(({ rung }) => rung).filter((rung) => !competes({ rung }));
  const linesOf = (name: string) => totals.filter(({ rung }) => rung === name).map((one) => one.whole + one.inPart)[0];
  return (
    <section aria-labelledby="failure">
      <h2 id="failure">
        With the {service} service away, R1 still shows {linesOf("R1")} of {all} lines and G1 {linesOf("G1")}
      </h2>
      <Expected study={study} />
      <figure>
        <Bars
          label={`Lines still shown of ${all}: ${totals.map(({ rung, whole, inPart }) => `${rung} ${whole} whole and ${inPart} in part`).join(", ")}`}
          bars={withUnable(
            totals.map(({ rung, whole, inPart }) => ({
              name: rung,
              style: styleOf(rung),
              parts: [
                { kind: "tone-1", value: whole },
                { kind: "tone-2", value: inPart },
                { kind: "tone-3", value: all - whole - inPart },
              ],
              text: `${whole + inPart} of ${all}`,
            })),
            unable,
          )}
          legend={[
            ["tone-1", "whole"],
            ["tone-2", "with a gap"],
            ["tone-3", "lost"],
          ]}
        />
        <figcaption className="caption">
          {screens.length} screens that nobody signs in for, drawn by clients that let each part fail. The service's
          process was ended. In this schema a product has a seller, never null: a name that cannot be had takes the list
          with it.{" "}
          {naive.length > 0 &&
            `${listed(naive)}, which ${verb(naive, "is", "are")} naive, ${verb(naive, "does", "do")} not compete. `}
          Made by <code>npm run compare</code>.
        </figcaption>
      </figure>
      <NumbersBehind
        titles={["Screen", "Lines", ...shown.map(({ rung }) => rung)]}
        rows={screens.map(({ screen, lines, rungs }) => [
          titleOf(screen),
          lines,
          ...shown.map(({ rung }) => textOf(rungs.find((each) => each.rung === rung))),
        ])}
      />
    </section>
  );
}

type Shown = FailureResult["screens"][number]["rungs"][number];

const textOf = (shown: Shown | undefined): string => {
  if (!shown) return "unable";
  return shown.inPart > 0 ? `${shown.whole} + ${shown.inPart}` : String(shown.whole);
};
