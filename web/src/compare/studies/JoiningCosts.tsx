import { titleOf } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { between, cpuBeside, cpuOfEdge, type Interval, intervalText, milliseconds, sumOf } from "../times.ts";

interface JoiningCostsProps {
  readonly screens: readonly string[];
  /** Who answers without anybody between, and who stands between: as the measurements call them, and in words. */
  readonly alone: { readonly by: string; readonly words: string };
  readonly joined: { readonly by: string; readonly words: string };
}

interface Figure {
  readonly ms: number;
  readonly interval?: Interval | undefined;
}

/** What it costs in processor time and in time that somebody stands between, where that was measured. */
export function JoiningCosts({ screens, alone, joined }: JoiningCostsProps) {
  const kinds = [
    { words: "processor time", figureOf: cpuOf },
    { words: "time", figureOf: timeOf },
  ].flatMap(({ words, figureOf }) => {
    const rows = screens.flatMap((screen) => {
      const [without, through] = [figureOf(screen, alone.by), figureOf(screen, joined.by)];
      return without && through ? [{ screen, without, through, times: through.ms / without.ms }] : [];
    });
    return rows.length > 0 ? [{ words, rows }] : [];
  });
  return kinds.map(({ words, rows }) => (
    <div key={words}>
      <p className="caption">
        By the {joined.words} it takes {rangeOf(rows.map(({ times }) => times))} times the {words} that it takes by{" "}
        {alone.words}, on one machine over plain HTTP/1.1. Made by <code>npm run compare -- --write-times</code>.
      </p>
      <NumbersBehind
        summary={`Show the ${words} by the ${joined.words}`}
        titles={["Screen", alone.words, "95 % interval", joined.words, "its 95 % interval", "times as much"]}
        rows={rows.map(({ screen, without, through, times }) => [
          titleOf(screen),
          ...[without, through].flatMap(({ ms, interval }) => [
            milliseconds(ms),
            interval ? intervalText(interval) : "not measured",
          ]),
          times.toFixed(2),
        ])}
      />
    </div>
  ));
}

function cpuOf(screen: string, by: string): Figure | undefined {
  const found = [...cpuBeside, ...cpuOfEdge].find((each) => each.screen === screen && each.by === by);
  return found && { ms: sumOf(found), interval: found.interval };
}

function timeOf(screen: string, by: string): Figure | undefined {
  const found = between.find((each) => each.screen === screen && each.by === by);
  return found && { ms: found.measured.median, interval: found.measured };
}

/** "1.2 to 2.0". */
function rangeOf(numbers: readonly number[]): string {
  const [least, most] = [Math.min(...numbers).toFixed(1), Math.max(...numbers).toFixed(1)];
  return least === most ? least : `${least} to ${most}`;
}
