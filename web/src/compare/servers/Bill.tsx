import { Bars } from "../charts/Bars.tsx";
import { withUnable } from "../charts/with-unable.ts";
import { bytes, competes, type Rung, type Screen, sqlOf, styleOf } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { rank } from "../rank.ts";
import { beginningOf, type Cpu, cpu, environment, intervalText, milliseconds, sumOf } from "../times.ts";
import { counted, listed, verb } from "../words.ts";
import { Crowd } from "./Crowd.tsx";
import { Engines } from "./Engines.tsx";
import { KINDS, PROCESSES, partsOf } from "./processes.ts";

/** What one showing costs the servers on each rung: processor time, SQL, and calls between them. */
export function Bill({ screen: { screen, rungs, unable } }: { screen: Screen }) {
  const spent = cpu.filter((each) => each.screen === screen);
  return (
    <section aria-labelledby="bill">
      <h2 id="bill">{findingOf(spent) ?? sqlFinding(rungs)}</h2>
      {spent.length > 0 && (
        <figure>
          <Bars
            label={`Processor time of the servers: ${spent.map((each) => `${each.rung} ${milliseconds(sumOf(each))}`).join(", ")}`}
            bars={withUnable(
              spent.map((each) => ({
                name: each.rung,
                style: styleOf(each.rung),
                parts: partsOf(each),
                interval: each.interval,
                text: milliseconds(sumOf(each)),
                ...noteOf(rungs.find(({ rung }) => rung === each.rung)),
              })),
              unable,
            )}
            legend={KINDS}
          />
          <figcaption className="caption">
            Processor time of one showing, each process's part in this order
            {spent.some(({ interval }) => interval) ? ", with the 95 % interval of the sum" : ""}; on one machine (
            {environment.processor}), over HTTP/1.1. Made by <code>npm run compare -- --write-times</code>.
          </figcaption>
        </figure>
      )}
      {spent.length === 0 && <Unmeasured screen={screen} />}
      <NumbersBehind
        summary="Show SQL and sub-requests"
        titles={[
          "Rung",
          ...SERVICES.map((name) => `SQL, ${name}`),
          "Rows",
          "Values",
          "Sub-requests",
          "Sub-responses, bytes",
        ]}
        rows={rungs.map(({ rung, statements, gave, subrequests, readsUncounted }) => [
          rung,
          ...[...SERVICES.map((name) => statements[name] ?? 0), gave.rows, gave.values].map((count) =>
            readsUncounted ? "unknown" : count,
          ),
          subrequests?.count ?? "unknown",
          subrequests?.bytes ?? "unknown",
        ])}
        unable={unable}
      />
      {spent.length > 0 && (
        <NumbersBehind
          summary="Show the processor time by process, in milliseconds"
          titles={["Rung", ...PROCESSES, "all", "95 % interval"]}
          rows={spent.map((each) => [
            each.rung,
            ...PROCESSES.map((name) => (each.ms[name] ?? 0).toFixed(1)),
            sumOf(each).toFixed(1),
            each.interval ? intervalText(each.interval) : "not measured",
          ])}
          unable={unable}
        />
      )}
      <Crowd screen={screen} unable={unable} />
      <Engines screen={screen} />
    </section>
  );
}

const SERVICES = ["products", "users", "orders"] as const;

/** Why nothing is said of processors. */
const Unmeasured = ({ screen }: { screen: string }) => (
  <p className="empty">
    {beginningOf(screen) ? (
      "Its processor time is not measured: it lasts as long as somebody looks at it."
    ) : (
      <>
        Its processor time was not measured: <code>npm run compare -- --write-times</code> does it, on Linux.
      </>
    )}
  </p>
);

/** Who costs least, with all who cannot be told from it. */
function findingOf(spent: readonly (Cpu & { readonly rung: string })[]): string | undefined {
  const ranking = rank(spent, (each) => ({ ms: sumOf(each), interval: each.interval }));
  if (ranking === undefined) return undefined;
  const { firsts, least, last, isLevel } = ranking;
  if (isLevel) return `The servers work about ${milliseconds(least)} for each rung that competes: a tie`;
  return `The servers work least for ${listed(firsts)}, ${verb(firsts, "", "about ")}${milliseconds(least)} of processor time; for ${last.rung}, ${milliseconds(last.ms)}`;
}

/** Where no process tells what it used, the statements are what is known. */
function sqlFinding(rungs: readonly Rung[]): string {
  const competing = rungs.filter(competes);
  const all = competing.filter(({ readsUncounted }) => !readsUncounted).map(sqlOf);
  if (all.length === 0) return "What the servers read for the events of a stream is in no count";
  const those = all.length < competing.length ? "that competes and follows no stream" : "that competes";
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return least === most
    ? `Each rung ${those} needs ${counted(least, "SQL statement")}`
    : `A rung ${those} needs ${least} to ${most} SQL statements`;
}

function noteOf(rung: Rung | undefined): { note?: string } {
  if (!rung) return {};
  const { gave, subrequests } = rung;
  const calls = subrequests
    ? `${counted(subrequests.count, "sub-request")}, ${bytes(subrequests.bytes)} bytes`
    : "sub-requests unknown";
  return {
    note: `${counted(sqlOf(rung), "SQL statement")}, ${counted(gave.rows, "row")}, ${counted(gave.values, "value")}; ${calls}`,
  };
}
