import type { Measurement } from "../measure/measurement.ts";
import { NAIVE } from "../screen.ts";

/** Under so many per cent of what is used, nothing is said of it. */
const WORTH_PERCENT = 1;

/**
 * Who of the competing rungs says more again of what is used than the one that says the least again: names in places without an id, which
 * no rule of ids knows to be the same. Undefined where that is little.
 */
export function repeatedText(measurements: readonly Measurement[]): string | undefined {
  const known = measurements.flatMap(({ rung, repeated, ledger }) =>
    repeated === undefined || NAIVE.has(rung)
      ? []
      : [{ rung, repeated, used: ledger.used, all: repeated + ledger.duplicate }],
  );
  // What ids tell to be the same is said again too, in a column of its own.
  const [least] = known.toSorted((one, other) => one.all - other.all);
  if (least === undefined) return undefined;
  const more = known
    .filter(({ repeated }) => repeated > least.repeated)
    .map(({ rung, all, used }) => ({ rung, bytes: all - least.all, used }))
    .filter(({ bytes, used }) => (100 * bytes) / used >= WORTH_PERCENT);
  if (more.length === 0) return undefined;
  const all = more.map(({ rung, bytes }) => `${bytes.toLocaleString("en")} bytes on ${rung}`);
  return `*Repeated*, beyond the ${least.all.toLocaleString("en")} bytes of ${least.rung}: ${all.join(", ")}. These are values that the same field had before, of the same thing without an id that says so, or of another thing. They count as used, in views and queries alike, and not as over-fetch.`;
}
