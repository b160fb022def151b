/** A screen that was drawn otherwise one way than another: its row is not reported. */
export class DrawnOtherwise extends Error {
  override readonly name = "DrawnOtherwise";
}

/**
 * Holds what was drawn one way to what was drawn first, and notes it.
 * @throws DrawnOtherwise naming the first line that differs
 */
export function assertDrawnAlike(screen: string, way: string, html: string, drawn: Map<string, string>): void {
  const [first] = drawn;
  drawn.set(way, html);
  if (!first || first[1] === html) return;
  const [theirs, ours] = [first[1].split("\n"), html.split("\n")];
  // Where one ends before the other, what it lacks differs.
  const longer = theirs.length < ours.length ? ours : theirs;
  const at = longer.findIndex((_, index) => theirs[index] !== ours[index]);
  const lineOf = (lines: readonly string[]) => lines[at] ?? "(nothing)";
  throw new DrawnOtherwise(
    `${screen} is drawn otherwise on ${way} than on ${first[0]}, in line ${at + 1}:\n  ${first[0]}: ${lineOf(theirs)}\n  ${way}: ${lineOf(ours)}`,
  );
}
