import type { Validation } from "./validate.ts";

/** What the model may be off by, in per cent. */
const TOLERATED_PERCENT = 10;

/**
 * `--validate-link`: says of each measurement how far the model is from it, as soon as it is known, and at the end of how many it is
 * near enough.
 * @param signal has ended the measurements, where they are a part only
 * @param say takes what is printed
 * @returns the exit code: 1 when the goal was missed; undefined of a part, of which nothing is judged
 */
export async function validateLink(
  validations: AsyncIterable<Validation>,
  signal: AbortSignal,
  say: (text: string) => void,
): Promise<0 | 1 | undefined> {
  let [all, within] = [0, 0];
  for await (const validation of validations) {
    all++;
    if (isWithin(validation)) within++;
    say(`${lineOf(validation)}\n`);
  }
  say(`\nThe model is within ${TOLERATED_PERCENT} % of ${within} of ${all} measurements.\n`);
  if (!signal.aborted) return within === all ? 0 : 1;
  say("This is a part only: the run was stopped.\n");
  return undefined;
}

function lineOf(validation: Validation): string {
  const { shape, link, way, modelMs, measuredMs, gapPercent } = validation;
  return [
    link.padEnd(8),
    way.protocol,
    way.connections,
    shape.padEnd(20),
    `model ${modelMs.toFixed(0).padStart(5)} ms`,
    `measured ${measuredMs.toFixed(0).padStart(5)} ms`,
    `${gapPercent.toFixed(1).padStart(6)} %${isWithin(validation) ? "" : `  more than ${TOLERATED_PERCENT} %`}`,
  ].join("  ");
}

const isWithin = ({ gapPercent }: Validation): boolean => Math.abs(gapPercent) <= TOLERATED_PERCENT;
