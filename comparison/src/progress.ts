import { SingleBar } from "cli-progress";

/**
 * A bar for people who wait; none where output is read by programs.
 * @param first what is under way before the first step is told
 * @param stream where the bar is drawn, if that is a terminal
 */
export async function withBar<Result>(
  steps: number,
  work: (step: (what: string) => void) => Promise<Result>,
  first = "",
  stream: NodeJS.WritableStream & { readonly isTTY?: boolean } = process.stderr,
): Promise<Result> {
  const bar = stream.isTTY
    ? new SingleBar({ stream, format: "{bar} {percentage}%  {eta_formatted} left  {cell}" })
    : undefined;
  bar?.start(steps, 0, { cell: first });
  try {
    return await work((cell) => bar?.increment(1, { cell }));
  } finally {
    bar?.stop();
  }
}
