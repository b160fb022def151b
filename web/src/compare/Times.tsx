import { ConditionsForm } from "./Conditions.tsx";
import { competes } from "./data.ts";
import { NumbersBehind } from "./NumbersBehind.tsx";
import {
  type CellTimes,
  type Conditions,
  cells,
  cellsOf,
  environment,
  intervalText,
  isTie,
  measuredAt,
  milliseconds,
  TIE_PERCENT,
  timeOf,
} from "./times.ts";
import { Waterfall } from "./Waterfall.tsx";
import { WinnerMap } from "./WinnerMap.tsx";
import { listed, verb } from "./words.ts";

interface TimesProps {
  readonly screen: string;
  readonly conditions: Conditions;
  readonly change: (conditions: Conditions) => void;
}

/** How long a screen takes on a network that the visitor chooses. */
export function Times({ screen, conditions, change }: TimesProps) {
  const mine = cellsOf(screen, conditions.protocol);
  if (mine.length === 0)
    return (
      <section>
        <p className="empty">No times were measured of this screen: run npm run compare -- --write-times.</p>
      </section>
    );
  const ranked = mine
    .filter(competes)
    .map((cell) => ({ rung: cell.rung, ms: timeOf(cell, conditions) }))
    .sort((a, b) => a.ms - b.ms);
  return (
    <section aria-labelledby="times">
      <h2 id="times">{findingOf(ranked)}</h2>
      <ConditionsForm value={conditions} change={change} />
      <Waterfall screen={screen} conditions={conditions} />
      <p className="caption">
        {GAPS} Bars are the model's, and diamonds the medians of {environment.runs} runs where the network is one that
        was measured. {environment.processor}, {environment.cores} processors, Node {environment.node.slice(1)},{" "}
        {environment.date}. Made by <code>npm run compare -- --write-times</code>.
      </p>
      <NumbersBehind titles={TITLES} rows={mine.map((cell) => numbersOf(cell, conditions))} />
      <WinnerMap screen={screen} conditions={conditions} />
      <p className="caption">
        By the model, of the rungs that compete; a tie is within {TIE_PERCENT} %. The protocol and the connections are
        those chosen above.
      </p>
    </section>
  );
}

/** Who is first, and all who are as fast by the same measure as in the map. */
function findingOf(ranked: readonly { readonly rung: string; readonly ms: number }[]): string {
  const [first, last] = [ranked[0], ranked.at(-1)];
  if (first === undefined || last === undefined) return "How long it takes";
  const level = ranked.filter(({ ms }) => isTie(ms, first.ms));
  if (level.length === ranked.length) return `All rungs have the screen after about ${milliseconds(first.ms)}: a tie`;
  const names = level.map(({ rung }) => rung);
  return `${listed(names)} ${verb(names, "has", "have")} the screen after ${milliseconds(first.ms)}, ${last.rung} after ${milliseconds(last.ms)}`;
}

const TITLES = ["Rung", "requests", "model", "measured", "95 % interval"];

/** A rung's time by the model, and as it was measured where the network is one that was. */
function numbersOf(cell: CellTimes, conditions: Conditions): [string, ...(number | string)[]] {
  const measured = measuredAt(cell, conditions);
  return [
    cell.rung,
    cell.exchanges.length,
    milliseconds(timeOf(cell, conditions)),
    measured ? milliseconds(measured.median) : "not on this network",
    measured ? intervalText(measured) : "",
  ];
}

const GAPS = (() => {
  const gaps = cells.flatMap(({ times }) =>
    times
      .filter(({ link }) => link !== "lan")
      .map(({ modelMs, measured }) => Math.abs(modelMs - measured.median) / measured.median),
  );
  return `The model is within 10 % of ${gaps.filter((gap) => gap <= 0.1).length} of ${gaps.length} measurements.`;
})();
