import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { CompositionError, type Problem } from "@threefold/federation";
import { applyAccepted, readAccepted, readAcceptedBefore } from "./accepted.ts";
import { compareApi } from "./api/diff.ts";
import { adviceFor } from "./codes/codes.ts";
import { composeSide, compositionFinding, newHints } from "./composition/composed.ts";
import { indexPlaces } from "./composition/places.ts";
import { secondOpinion } from "./composition/second-opinion.ts";
import { type Configuration, within } from "./configuration.ts";
import { compareCosts } from "./cost/compare.ts";
import { CannotCheck } from "./failure.ts";
import { compareFederation } from "./federation/compare.ts";
import { type Finding, rank } from "./finding.ts";
import { lint } from "./lint/lint.ts";
import { assessImpact } from "./operations/impact.ts";
import { readOperations } from "./operations/read.ts";
import { readUsage } from "./operations/usage.ts";
import { readBase, readHead, type Side } from "./sources/base.ts";
import { forgiveUnused } from "./unused.ts";

export interface CheckOptions {
  readonly configuration: Configuration;
  /** A git ref, a file or a URL; undefined for where the branch left the main one. */
  readonly base: string | undefined;
  /** Globs beside those of the configuration. */
  readonly operations: readonly string[];
  readonly usage: string | undefined;
  /** Days after which an operation that nobody sent is not held to be broken. */
  readonly ignoreUnusedSinceDays: number | undefined;
  readonly secondOpinion: boolean;
  readonly now: Date;
}

export interface Report {
  /** What was compared with what. */
  readonly base: string;
  readonly head: string;
  readonly findings: readonly Finding[];
  /** How many known operations were held against the schema. */
  readonly operations: number;
  /** Milliseconds by phase. */
  readonly phases: Readonly<Record<string, number>>;
}

/**
 * Compares the schemas of the working tree with those of a base.
 * @throws CannotCheck when there can be no verdict: the message says why
 */
export async function check(options: CheckOptions): Promise<Report> {
  const yaml = relative("", within(options.configuration, options.configuration.supergraph)) || ".";
  const clock = createClock();
  const [head, base] = await clock.time("read", () =>
    Promise.all([sideOrFindings(() => readHead(yaml)), readBase(options.base, yaml)]),
  );
  return compareSides(base, head, options, clock);
}

/**
 * Compares two states of the subgraphs.
 * @throws CannotCheck
 */
export async function compareSides(
  base: Side,
  head: Side | Unreadable,
  options: CheckOptions,
  clock: Clock = createClock(),
): Promise<Report> {
  const { configuration, now } = options;
  const { time } = clock;
  const acceptedFile = relative("", within(configuration, configuration.accepted));
  const accepted = await readAccepted(acceptedFile);
  const before = await readAcceptedBefore(acceptedFile, base.read);
  const usage = options.usage === undefined ? undefined : await readUsage(options.usage);
  const read = await time("operations", () =>
    readOperations(configuration.folder, [...configuration.operations, ...options.operations]),
  );
  const finish = (findings: readonly Finding[]): Report => ({
    base: base.label,
    head: "label" in head ? head.label : "working tree",
    findings: order(applyAccepted(findings.map(adviceFor), accepted, before, now.toISOString().slice(0, 10))),
    operations: read.operations.length,
    phases: clock.phases,
  });
  if ("findings" in head) return finish(head.findings);
  const composedHead = await time("compose", () => composeSide(head));
  const opinion = options.secondOpinion ? await secondOpinion(head.subgraphs, "supergraph" in composedHead) : [];
  if ("findings" in composedHead) return finish([...composedHead.findings, ...opinion]);
  const composedBase = await time("compose", () => composeSide(base));
  if ("findings" in composedBase) throw new CannotCheck(baseProblem(base, composedBase.findings));

  const changes = await time("compare", async () => [
    ...(await compareApi(composedBase, composedHead)),
    ...compareFederation(composedBase, composedHead, configuration.contracts),
  ]);
  const impact = await time("operations", () =>
    assessImpact(changes, read.operations, composedBase, composedHead, usage),
  );
  const costs = await time("plan", () => compareCosts(impact.valid, composedBase, composedHead));
  const lints = await time("lint", () => lint(composedHead, composedBase, configuration.lint));
  const hints = newHints(composedHead, composedBase);
  const found = [
    ...impact.findings,
    ...costs,
    ...lints,
    ...hints,
    ...opinion,
    ...read.findings,
    ...askedTwice(base, head),
  ];
  return finish(
    options.ignoreUnusedSinceDays === undefined
      ? found
      : forgiveUnused(found, usage, options.ignoreUnusedSinceDays, now, new Set(impact.tested.map(({ name }) => name))),
  );
}

/** Subgraphs whose schema is asked of the service that runs (`subgraph_url`): it answers the same for both sides. */
function askedTwice(base: Side, head: Side): Finding[] {
  const sourceOf = ({ subgraphs }: Side, wanted: string) =>
    subgraphs.find(({ name }) => name === wanted)?.document.loc?.source.name;
  return head.subgraphs
    .filter(({ name }) => /^https?:/.test(sourceOf(head, name) ?? "") && sourceOf(head, name) === sourceOf(base, name))
    .map(({ name }) => ({
      code: "SUBGRAPH_ASKED_TWICE",
      severity: "notice",
      message: `subgraph ${name} has its schema from ${sourceOf(head, name)} on both sides, so changes in it are not seen. Read it from a file, or give --base a composed supergraph`,
    }));
}

/** A working tree whose schemas cannot be parsed: that is a verdict too. */
interface Unreadable {
  readonly findings: readonly Finding[];
}

interface Clock {
  /** Milliseconds by phase. */
  readonly phases: Record<string, number>;
  time<Result>(phase: string, run: () => Result | Promise<Result>): Promise<Result>;
}

function createClock(): Clock {
  const phases: Record<string, number> = {};
  return {
    phases,
    async time(phase, run) {
      const start = performance.now();
      const result = await run();
      phases[phase] = Math.round((phases[phase] ?? 0) + performance.now() - start);
      return result;
    },
  };
}

/**
 * A side that is being changed: schemas that cannot be parsed are findings.
 * @throws CompositionError when they cannot be read at all
 */
export async function sideOrFindings(read: () => Promise<Side>): Promise<Side | Unreadable> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof CompositionError) || error.problems.some(({ code }) => code !== "SYNTAX_ERROR")) throw error;
    return { findings: error.problems.map(syntaxFinding) };
  }
}

/** What cannot be parsed, with its line and a mark under where parsing ended. */
function syntaxFinding(problem: Problem): Finding {
  const { file, line, column = 1 } = problem;
  const text =
    file !== undefined && existsSync(file) ? readFileSync(file, "utf8").split("\n")[(line ?? 1) - 1] : undefined;
  const finding = compositionFinding(problem, indexPlaces([]));
  return text === undefined ? finding : { ...finding, excerpt: `${text}\n${" ".repeat(column - 1)}^` };
}

function baseProblem({ label }: Side, findings: readonly Finding[]): string {
  const reasons = findings.map(({ message, code }) => `  ${message} (${code})`).join("\n");
  return `the base (${label}) does not compose, so nothing can be compared with it:\n${reasons}`;
}

/** The gravest first, then by place. */
function order(findings: readonly Finding[]): Finding[] {
  const place = ({ place: at }: Finding) => (at ? `${at.file}:${String(at.line).padStart(6, "0")}` : "");
  return findings.toSorted(
    (a, b) => rank(a.severity) - rank(b.severity) || place(a).localeCompare(place(b)) || a.code.localeCompare(b.code),
  );
}
