import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";
import { RUNGS, type RungName } from "../../screen.ts";

const edit = z.strictObject({
  /** Whose code needs it; that of all, unless given. */
  rungs: z.array(z.enum(RUNGS)).optional(),
  /** From the checkout's own folder. */
  file: z.string(),
  find: z.string().min(1),
  put: z.string(),
});

const change = z.strictObject({ name: z.string(), title: z.string(), screen: z.string(), edits: z.array(edit) });

export type Change = z.output<typeof change>;

const FILE = fileURLToPath(new URL("../../../studies/change/changes.yaml", import.meta.url));

/** The changes that the study makes, in their order. */
export const readChanges = (): Change[] => z.array(change).parse(parse(readFileSync(FILE, "utf8")));

/**
 * What sources become by a change, as the given rungs need it.
 * @returns the files that changed
 * @throws Error naming the place that is not in its file, or there more than once
 */
export function applyChange(
  { name, edits }: Change,
  rungs: readonly RungName[],
  read: (file: string) => string,
): Map<string, string> {
  const changed = new Map<string, string>();
  for (const { file, find, put } of edits.filter(
    (each) => !each.rungs || each.rungs.some((one) => rungs.includes(one)),
  )) {
    const before = changed.get(file) ?? read(file);
    const [head = "", tail, more] = before.split(find);
    if (tail === undefined || more !== undefined) throw new Error(misplaced(name, file, find, tail !== undefined));
    changed.set(file, head + put + tail);
  }
  return changed;
}

/** Who has changed a source that the study changes reads this: what was looked for, and where to say what it is now. */
const misplaced = (name: string, file: string, find: string, isTwice: boolean): string =>
  `studies/change/changes.yaml, change "${name}": ${file} ${isTwice ? "has more than one place" : "has no place"} that reads as below; give the edit a \`find\` that is there once\n${find}`;

/** Lines that one text has and the other has not, by their longest common subsequence: what `diff` counts. */
export function changedLines(before: string, after: string): number {
  const [one, other] = [before.split("\n"), after.split("\n")];
  let row = new Array<number>(other.length + 1).fill(0);
  for (const line of one) {
    const next = [0];
    for (const [at, another] of other.entries())
      next.push(line === another ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0));
    row = next;
  }
  return one.length + other.length - 2 * (row.at(-1) ?? 0);
}
