import { Bars } from "../charts/Bars.tsx";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { rank } from "../rank.ts";
import { cpuBeside, engines, intervalText, milliseconds, sumOf } from "../times.ts";
import { listed, verb } from "../words.ts";
import { partsOf } from "./processes.ts";

const NAMES = { gateway: "this gateway", stock: "stock engine", monolith: "one process" } as const;

/** The same query by others than our gateway, so that months of engine work are not counted as GraphQL's. */
export function Engines({ screen }: { screen: string }) {
  const mine = cpuBeside.filter((each) => each.screen === screen);
  if (mine.length === 0) return null;
  const times = engines.filter((each) => each.screen === screen);
  const timeOf = (by: string) => times.find((each) => each.by === by)?.measured;
  return (
    <>
      <h3>The same query (G1) costs {findingOf(mine)}</h3>
      <figure>
        <Bars
          label={`Processor time of the same query: ${mine.map((each) => `${NAMES[each.by]} ${milliseconds(sumOf(each))}`).join(", ")}`}
          bars={mine.map((each) => {
            const time = timeOf(each.by);
            return {
              name: NAMES[each.by],
              style: "graphql",
              parts: partsOf(each),
              interval: each.interval,
              text: milliseconds(sumOf(each)),
              ...(time && { note: `answers in ${milliseconds(time.median)} (${intervalText(time)})` }),
            };
          })}
          left={116}
        />
        <figcaption className="caption">
          Measured apart from the bars above, over plain HTTP/1.1: the stock engine (@apollo/gateway) in our gateway's
          place, and the three domains in one process with one schema, without federation.
          {times[0] &&
            ` Times are medians of ${times[0].runs} runs by HTTP/2 on one machine, with their 95 % intervals.`}{" "}
          Made by <code>npm run compare -- --write-times</code>.
        </figcaption>
      </figure>
      <NumbersBehind
        summary="Show the engines' numbers"
        titles={["By", "processor time", "95 % interval", "answers in", "its 95 % interval"]}
        rows={mine.map((each) => {
          const time = timeOf(each.by);
          return [
            NAMES[each.by],
            milliseconds(sumOf(each)),
            each.interval ? intervalText(each.interval) : "not measured",
            time ? milliseconds(time.median) : "not measured",
            time ? intervalText(time) : "",
          ];
        })}
      />
    </>
  );
}

/** What it costs by each, the least first; those whose intervals reach each other in one breath. */
function findingOf(mine: typeof cpuBeside): string {
  const levels: string[] = [];
  let left = mine.map((each) => ({ rung: BY[each.by], ms: sumOf(each), interval: each.interval }));
  for (let level = rank(left, (one) => one); level; level = rank(left, (one) => one)) {
    const { firsts, least } = level;
    levels.push(`${verb(firsts, "", "about ")}${milliseconds(least)} by ${listed(firsts)}`);
    left = left.filter(({ rung }) => !firsts.includes(rung));
  }
  return levels.join(", ");
}

const BY = { gateway: "this gateway", stock: "the stock engine", monolith: "one process" } as const;
