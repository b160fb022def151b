import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { parse } from "yaml";
import { z } from "zod";

/** Characters of a commit that are shown: as many in each clone, where git itself goes by how much the clone holds. */
const SHOWN = 7;

const shape = z.strictObject({ title: z.string(), screen: z.string(), winner: z.string(), why: z.string() });

export interface Expectation extends z.output<typeof shape> {
  /** The commit in which it was written down, where git knows it. */
  readonly commit: string | undefined;
  /** What was said of the screen then, where it was put right later; undefined where nothing was. */
  readonly screenThen: string | undefined;
}

const aboveShape = z.strictObject({ above: z.string(), first: z.string(), why: z.string() });

export interface AboveExpectation extends z.output<typeof aboveShape> {
  readonly commit: string | undefined;
}

const atRateShape = z.strictObject({
  question: z.string(),
  expected: z.record(z.string(), z.string()),
  why: z.string(),
});

export interface AtRateExpectation extends z.output<typeof atRateShape> {
  readonly commit: string | undefined;
}

const studyShape = z.strictObject({ title: z.string(), question: z.string(), expected: z.string(), why: z.string() });

export interface StudyExpectation extends z.output<typeof studyShape> {
  readonly commit: string | undefined;
}

/** What was expected of a screen before it was measured. */
export const readExpectation = remembered((screen: string): Expectation => {
  const { before, ...now } = read(`../screens/${screen}/expectation.yaml`, shape, ({ winner, why }) => ({
    winner,
    why,
  }));
  return { ...now, screenThen: before?.screen === now.screen ? undefined : before?.screen };
});

/** And of what it shows first, where it has a fold. */
export const readAboveExpectation = remembered(
  (screen: string): AboveExpectation =>
    read(`../screens/${screen}/above.yaml`, aboveShape, ({ first, why }) => ({ first, why })),
);

/** And of screens to which people come at a fixed rate: the rung with the lowest 95th percentile, by screen. */
export const readAtRateExpectation = (): AtRateExpectation =>
  read("../screens/at-rate.yaml", atRateShape, ({ expected, why }) => ({ expected, why }));

/** And of a study. */
export const readStudyExpectation = remembered(
  (study: string): StudyExpectation =>
    read(`../studies/${study}/expectation.yaml`, studyShape, ({ expected, why }) => ({ expected, why })),
);

/** Reads each once: a report asks for the same again and again, and git takes its time. */
function remembered<Value>(readOne: (name: string) => Value): (name: string) => Value {
  const known = new Map<string, Value>();
  return (name) => {
    const value = known.get(name) ?? readOne(name);
    known.set(name, value);
    return value;
  };
}

/**
 * Reads an expectation, with the commit that made its file, and what that has where git knows it.
 * @param said what of it was measured and why it was expected, which may not be changed any more
 * @throws Error when that is not what the commit has
 */
function read<Content>(
  relative: string,
  content: z.ZodType<Content>,
  said: (content: Content) => unknown,
): Content & { readonly commit: string | undefined; readonly before: Content | undefined } {
  const file = fileURLToPath(new URL(relative, import.meta.url));
  const now = content.parse(parse(readFileSync(file, "utf8")));
  const commits = commitsOf(file);
  const commit = commits[0]?.slice(0, SHOWN);
  for (const each of commits) {
    const then = content.safeParse(parsed(git("-C", dirname(file), "show", `${each}:./${basename(file)}`)));
    // The first that can be read.
    if (!then.success) continue;
    if (isDeepStrictEqual(said(then.data), said(now))) return { ...now, commit, before: then.data };
    throw new Error(`${file} expects something else than when it was committed, in ${commit}`);
  }
  return { ...now, commit, before: undefined };
}

/** The commits of a file from the first, whole; none where git has only the last ones and would name a wrong first. */
function commitsOf(file: string): readonly string[] {
  if (git("-C", dirname(file), "rev-parse", "--is-shallow-repository")?.trim() !== "false") return [];
  return (
    git("-C", dirname(file), "log", "--reverse", "--format=%H", "--", file)?.trim().split("\n").filter(Boolean) ?? []
  );
}

function parsed(text: string | undefined): unknown {
  try {
    return parse(text ?? "");
  } catch {
    return undefined;
  }
}

/** What git says; undefined where there is no git, or it does not know. */
function git(...args: readonly string[]): string | undefined {
  try {
    return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}
