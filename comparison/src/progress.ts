import { SingleBar } from "cli-progress";

/** A bar for people who wait; none where output is read by programs. */
export async function withBar<Result>(
  steps: number,
  work: (step: (what: string) => void) => Promise<Result>,
): Promise<Result> {
  const bar = process.stderr.isTTY
    ? new SingleBar({ format: "{bar} {percentage}%  {eta_formatted} left  {cell}" })
    : undefined;
  bar?.start(steps, 0, { cell: "" });
  try {
    return await work((cell) => bar?.increment(1, { cell }));
  } finally {
    bar?.stop();
  }
}
