import { Bars } from "../charts/Bars.tsx";
import { withUnable } from "../charts/with-unable.ts";
import type { Screen } from "../data.ts";
import { styleOf } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { rank } from "../rank.ts";
import { atRate, intervalText, milliseconds } from "../times.ts";
import { listed, verb } from "../words.ts";

/** How long a screen takes while people keep coming, of the screens that many can come to. */
export function Crowd({ screen, unable }: Pick<Screen, "screen" | "unable">) {
  const crowd = atRate.filter((each) => each.screen === screen);
  const [first] = crowd;
  if (!first) return null;
  return (
    <>
      <h3>{findingOf(crowd, first.perSecond)}</h3>
      <figure>
        <Bars
          label={`95 of 100 have the screen: ${crowd.map(({ rung, p95 }) => `${rung} in ${milliseconds(p95)}`).join(", ")}`}
          bars={withUnable(
            crowd.map(({ rung, p50, p95, p95Interval }) => ({
              name: rung,
              style: styleOf(rung),
              parts: [
                { kind: "tone-1", value: p50 },
                { kind: "tone-2", value: p95 - p50 },
              ],
              interval: p95Interval,
              text: milliseconds(p95),
            })),
            unable,
          )}
          legend={[
            ["tone-1", "half have it"],
            ["tone-2", "95 % have it"],
          ]}
        />
        <figcaption className="caption">
          {first.perSecond} people a second come to it, {first.showings} of them counted on each rung
          {crowd.some(({ p95Interval }) => p95Interval) ? ", with the 95 % interval of the slower end" : ""}; HTTP/2 on
          one machine. Made by <code>npm run compare -- --write-times</code>.
        </figcaption>
      </figure>
      <NumbersBehind
        summary="Show the crowd's numbers"
        titles={["Rung", "half have it in", "95 % in", "95 % interval"]}
        rows={crowd.map(({ rung, p50, p95, p95Interval }) => [
          rung,
          milliseconds(p50),
          milliseconds(p95),
          p95Interval ? intervalText(p95Interval) : "not measured",
        ])}
        unable={unable}
      />
    </>
  );
}

/** Who keeps nearly everybody waiting least, with all who cannot be told from it. */
function findingOf(crowd: typeof atRate, perSecond: number): string {
  const ranking = rank(crowd, ({ p95, p95Interval }) => ({ ms: p95, interval: p95Interval }));
  if (ranking === undefined) return `While ${perSecond} people a second come`;
  const { firsts, least, last, isLevel } = ranking;
  const found = `While ${perSecond} people a second come, 95 % have it in`;
  if (isLevel) return `${found} about ${milliseconds(least)} on each rung: a tie`;
  return `${found} ${verb(firsts, "", "about ")}${milliseconds(least)} on ${listed(firsts)}, in ${milliseconds(last.ms)} on ${last.rung}`;
}
