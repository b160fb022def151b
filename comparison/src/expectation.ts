import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { z } from "zod";

const shape = z.strictObject({ title: z.string(), screen: z.string(), winner: z.string(), why: z.string() });

export interface Expectation extends z.output<typeof shape> {
  /** The commit in which it was written down, where git knows it. */
  readonly commit: string | undefined;
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
export function readExpectation(screen: string): Expectation {
  const file = fileURLToPath(new URL(`../screens/${screen}/expectation.yaml`, import.meta.url));
  return { ...shape.parse(parse(readFileSync(file, "utf8"))), commit: commitOf(file) };
}

/** And of what it shows first, where it has a fold. */
export function readAboveExpectation(screen: string): AboveExpectation {
  const file = fileURLToPath(new URL(`../screens/${screen}/above.yaml`, import.meta.url));
  return { ...aboveShape.parse(parse(readFileSync(file, "utf8"))), commit: commitOf(file) };
}

/** And of screens to which people come at a fixed rate: the rung with the lowest 95th percentile, by screen. */
export function readAtRateExpectation(): AtRateExpectation {
  const file = fileURLToPath(new URL("../screens/at-rate.yaml", import.meta.url));
  return { ...atRateShape.parse(parse(readFileSync(file, "utf8"))), commit: commitOf(file) };
}

/** And of a study. */
export function readStudyExpectation(study: string): StudyExpectation {
  const file = fileURLToPath(new URL(`../studies/${study}/expectation.yaml`, import.meta.url));
  return { ...studyShape.parse(parse(readFileSync(file, "utf8"))), commit: commitOf(file) };
}

function commitOf(file: string): string | undefined {
  try {
    const log = execFileSync("git", ["log", "--diff-filter=A", "--format=%h", "--", file], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    return log.toString().trim() || undefined;
  } catch {
    return undefined;
  }
}
