import { SingleBar } from "cli-progress";

/**
 * A bar for people who wait; none where output is read by programs.
 * @param first what is under way before the first step is told
 */
export async function withBar<Result>(
  steps: number,
  work: (step: (what: string) => void) => Promise<Result>,
  first = "",
): Promise<Result> {
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: "{bar} {percentage}%  {eta_formatted} left  {cell}" })
    : undefined;
  bar?.start(steps, 0, { cell: first });
  try {
    return await work((cell) => bar?.increment(1, { cell }));
  } finally {
    bar?.stop();
  }
}
