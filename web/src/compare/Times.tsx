import { ConditionsForm } from "./Conditions.tsx";
import { NumbersBehind } from "./NumbersBehind.tsx";
import { RungMark } from "./Scorecard.tsx";
import { Scroll } from "./Scroll.tsx";
import {
  atRate,
  type CellTimes,
  type Conditions,
  cells,
  cellsOf,
  cpu,
  environment,
  isTie,
  measuredAt,
  milliseconds,
  TIE_PERCENT,
  timeOf,
} from "./times.ts";
import { Waterfall } from "./Waterfall.tsx";
import { WinnerMap } from "./WinnerMap.tsx";

interface TimesProps {
  readonly screen: string;
  readonly conditions: Conditions;
  readonly change: (conditions: Conditions) => void;
}

/** How long a screen takes on a network that the visitor chooses, and what it costs the servers. */
export function Times({ screen, conditions, change }: TimesProps) {
  const mine = cellsOf(screen, conditions.protocol);
  if (mine.length === 0)
    return (
      <section>
        <p className="empty">No times were measured of this screen: run npm run compare -- --write-times.</p>
      </section>
    );
  const ranked = mine
    .filter(({ rung }) => rung !== "R0" && rung !== "G0")
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
      <ServerBill screen={screen} />
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
  const firsts = names.length === 1 ? `${first.rung} has` : `${names.slice(0, -1).join(", ")} and ${names.at(-1)} have`;
  return `${firsts} the screen after ${milliseconds(first.ms)}, ${last.rung} after ${milliseconds(last.ms)}`;
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
    measured ? `${milliseconds(measured.low)} to ${milliseconds(measured.high)}` : "",
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

const PROCESSES = ["gateway", "rest", "products", "users", "orders", "postgres"] as const;

/** What one showing costs each process. */
function ServerBill({ screen }: { screen: string }) {
  const bill = cpu.filter((each) => each.screen === screen);
  if (bill.length === 0) return null;
  const crowd = atRate.filter((each) => each.screen === screen);
  const perSecond = crowd[0]?.perSecond;
  return (
    <details>
      <summary>Show what it costs the servers</summary>
      <Scroll label="Processor time by process">
        <table className="numbers bill">
          <caption className="caption">
            Processor time of one showing, by process, in milliseconds.
            {perSecond && ` Then how long the screen takes while ${perSecond} people a second come to it.`}
          </caption>
          <thead>
            <tr>
              <th scope="col">Rung</th>
              {PROCESSES.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">All</th>
              {perSecond && <th scope="col">Half have it in</th>}
              {perSecond && <th scope="col">95 % in</th>}
            </tr>
          </thead>
          <tbody>
            {bill.map(({ rung, ms }) => (
              <tr key={rung}>
                <th scope="row">
                  <RungMark rung={rung} />
                </th>
                {PROCESSES.map((name) => (
                  <td key={name}>{(ms[name] ?? 0).toFixed(1)}</td>
                ))}
                <td>
                  {Object.values(ms)
                    .reduce((sum, each) => sum + each, 0)
                    .toFixed(1)}
                </td>
                {perSecond && <td>{crowd.find((each) => each.rung === rung)?.p50.toFixed(1)}</td>}
                {perSecond && <td>{crowd.find((each) => each.rung === rung)?.p95.toFixed(1)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
