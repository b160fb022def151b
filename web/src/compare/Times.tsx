import { ConditionsForm } from "./Conditions.tsx";
import { competes, type Screen } from "./data.ts";
import { NumbersBehind } from "./NumbersBehind.tsx";
import { type Ranking, rank } from "./rank.ts";
import {
  beginningOf,
  type CellTimes,
  type Conditions,
  cells,
  cellsOf,
  environment,
  intervalText,
  measuredAt,
  milliseconds,
  TIE_PERCENT,
  timeOf,
} from "./times.ts";
import { Waterfall } from "./Waterfall.tsx";
import { WinnerMap } from "./WinnerMap.tsx";
import { listed, percent, verb } from "./words.ts";

interface TimesProps {
  readonly screen: Screen;
  readonly conditions: Conditions;
  readonly change: (conditions: Conditions) => void;
}

/** How long a screen takes on a network that the visitor chooses. */
export function Times({ screen, conditions, change }: TimesProps) {
  const mine = cellsOf(screen.screen, conditions.protocol);
  if (mine.length === 0) return <Untimed />;
  const beginning = beginningOf(screen.screen);
  const isMeasured = mine.filter(competes).every((cell) => measuredAt(cell, conditions));
  const ranking = rank(mine, (cell) => ({
    ms: (isMeasured ? measuredAt(cell, conditions)?.measured.median : undefined) ?? timeOf(cell, conditions),
  }));
  const hasFold = mine.some((cell) => measuredAt(cell, conditions)?.above);
  return (
    <section aria-labelledby="times">
      <h2 id="times">{findingOf(ranking, isMeasured)}</h2>
      {hasFold && <p className="shows">{foldOf(mine, conditions)}</p>}
      {beginning && (
        <p className="shows">
          Until {beginning.until}. The screen lasts as long as somebody looks at it, and its bytes are of all of that.
        </p>
      )}
      <ConditionsForm value={conditions} change={change} />
      <Waterfall screen={screen} conditions={conditions} />
      <p className="caption">
        Bars, and the numbers behind them, are the model's; diamonds are medians of {runsOf(mine)} runs, where the
        network is one that was measured: there, the heading is of them. {leftOutOf(screen, mine)}
        {offOf(mine)} {GAPS} {environment.processor}, {environment.cores} processors, Node {environment.node.slice(1)},{" "}
        {environment.date}. Made by <code>npm run compare -- --write-times</code>.
      </p>
      <NumbersBehind
        titles={[...TITLES, ...(hasFold ? ["above the fold", "its interval"] : [])]}
        rows={mine.map((cell) => numbersOf(cell, conditions, hasFold))}
        unable={screen.unable}
      />
      <WinnerMap screen={screen.screen} conditions={conditions} />
      <p className="caption">
        By the model, of the rungs that compete; a tie is within {TIE_PERCENT} %. The protocol and the connections are
        those chosen above.
      </p>
    </section>
  );
}

/** Who is first, and all who are as fast by the same bound as in the map. */
function findingOf(ranking: Ranking | undefined, isMeasured: boolean): string {
  if (ranking === undefined) return "How long it takes";
  const { firsts, least, last, isLevel } = ranking;
  const by = isMeasured ? "" : ", by the model";
  if (isLevel) return `All rungs that compete have the screen after about ${milliseconds(least)}${by}: a tie`;
  return `${listed(firsts)} ${verb(firsts, "has", "have")} the screen after ${verb(firsts, "", "about ")}${milliseconds(least)}, ${last.rung} after ${milliseconds(last.ms)}${by}`;
}

/** How often this screen was timed: a large one less often than others. */
const runsOf = (mine: readonly CellTimes[]): string =>
  listed([...new Set(mine.flatMap(({ times }) => times.map(({ runs }) => runs)))].map(String));

/** Who could show it and was not timed: of a large screen, the naive rungs. */
function leftOutOf({ rungs }: Screen, mine: readonly CellTimes[]): string {
  const left = rungs.map(({ rung }) => rung).filter((rung) => !mine.some((cell) => cell.rung === rung));
  return left.length === 0 ? "" : `${listed(left)} ${verb(left, "was", "were")} not timed on this screen. `;
}

/** How far the model is off where this screen was measured, if that is further than it may be. */
function offOf(mine: readonly CellTimes[]): string {
  const most = Math.max(...mine.flatMap(gapsOf));
  return most > GOAL ? `Of this screen it is off by up to ${percent(100 * most, 0)}: look at the diamonds.` : "";
}

const TITLES = ["Rung", "requests", "bytes by TLS", "model", "measured", "95 % interval", "model off by"];

/** A rung's time by the model, and as it was measured where the network is one that was. */
function numbersOf(cell: CellTimes, conditions: Conditions, hasFold: boolean): [string, ...(number | string)[]] {
  const found = measuredAt(cell, conditions);
  const fewer = found && found.runs < environment.runs ? ` (${found.runs} runs)` : "";
  const above = found?.above;
  const modelled = timeOf(cell, conditions);
  return [
    cell.rung,
    cell.exchanges.length,
    cell.bytes[conditions.connections],
    milliseconds(modelled),
    found ? `${milliseconds(found.measured.median)}${fewer}` : "not on this network",
    found ? intervalText(found.measured) : "",
    found ? percent(100 * (modelled / found.measured.median - 1), 1) : "",
    ...(hasFold ? [above ? milliseconds(above.median) : "not measured", above ? intervalText(above) : ""] : []),
  ];
}

/** Who can draw first what is above the fold, as measured: all whose intervals reach the first one's. */
function foldOf(cells: readonly CellTimes[], conditions: Conditions): string | undefined {
  const folded = cells.flatMap((cell) => {
    const above = measuredAt(cell, conditions)?.above;
    return above ? [{ rung: cell.rung, ms: above.median, interval: above }] : [];
  });
  const ranking = rank(folded, (one) => one);
  if (ranking === undefined) return undefined;
  const { firsts, least, last, isLevel } = ranking;
  const others = isLevel ? "" : `, after ${milliseconds(last.ms)} on ${last.rung}`;
  return `Measured on this network: what is above the fold can be drawn after ${verb(firsts, "", "about ")}${milliseconds(least)} on ${listed(firsts)}${others}.`;
}

/** Where times were not measured yet. */
const Untimed = () => (
  <section aria-labelledby="times">
    <h2 id="times">This screen is not timed</h2>
    <p className="empty">
      Measure it by <code>npm run compare -- --write-times</code>.
    </p>
  </section>
);

/** How far the model may be from what is measured. */
const GOAL = 0.1;

/** How far it is, as parts of what was measured on emulated links. */
const gapsOf = ({ times }: CellTimes): number[] =>
  times
    .filter(({ link }) => link !== "lan")
    .map(({ modelMs, measured }) => Math.abs(modelMs - measured.median) / measured.median);

const GAPS = (() => {
  const gaps = cells.flatMap(gapsOf);
  return `The model is within 10 % of ${gaps.filter((gap) => gap <= GOAL).length} of all ${gaps.length} measurements.`;
})();
