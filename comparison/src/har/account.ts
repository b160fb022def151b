import { account, addLedgers, classifier, EMPTY, type Ledger } from "../accounting/ledger.ts";
import { leavesOf, pathOf } from "../accounting/track.ts";
import type { Recorded } from "./archive.ts";

/** What recorded traffic came to. */
export interface HarAccount {
  /** Answers that are JSON, in the order in which they were asked for. */
  readonly answers: readonly (Recorded & { readonly ledger: Ledger; readonly bytes: number })[];
  readonly ledger: Ledger;
  /** Answers that are no JSON, or whose bodies were not recorded. */
  readonly leftOut: readonly Recorded[];
  /** Requests that had to wait for one another: the longest row in which each began after the one before had ended. */
  readonly chain: number;
}

/**
 * Accounts for the bytes of recorded JSON.
 * @param used the fields that were used, as ways from the root with list places folded: `data.products.name`. A field that
 * is named stands for all that is in it
 * @throws Error naming a field that no answer has, or that there is no JSON at all
 */
export function accountRecorded(recorded: readonly Recorded[], used: readonly string[]): HarAccount {
  const inOrder = recorded.toSorted((one, other) => one.beganAt - other.beganAt);
  const read = inOrder.map((entry) => ({ entry, body: bodyOf(entry) }));
  const withJson = read.flatMap(({ entry, body }) => (body === undefined ? [] : [{ entry, ...body }]));
  if (withJson.length === 0) throw new Error("no answer of the archive has JSON: was it saved with content?");
  const bodies = withJson.map(({ value }) => value);
  const leaves = leavesOf(bodies);
  const missing = used.find((field) => !leaves.some((keys) => isIn(foldedOf(keys), field)));
  if (missing !== undefined) throw new Error(`--used names ${missing}, which no answer has`);
  const chosen = new Set(leaves.filter((keys) => used.some((field) => isIn(foldedOf(keys), field))).map(pathOf));
  const classify = classifier(bodies, chosen, undefined);
  const answers = withJson.map(({ entry, text }, at) => ({
    ...entry,
    bytes: Buffer.byteLength(text),
    ledger: account(text, [String(at)], classify),
  }));
  return {
    answers,
    ledger: answers.map(({ ledger }) => ledger).reduce(addLedgers, EMPTY),
    leftOut: read.flatMap(({ entry, body }) => (body === undefined ? [entry] : [])),
    chain: longestRow(answers),
  };
}

/** The way to a leaf of the bodies, without their own numbers and with list places folded. */
const foldedOf = (keys: readonly string[]): string =>
  keys
    .slice(1)
    .filter((key) => !/^\d+$/.test(key))
    .join(".");

const isIn = (leaf: string, field: string): boolean => leaf === field || leaf.startsWith(`${field}.`);

function bodyOf({ mediaType, text, status }: Recorded): { readonly text: string; readonly value: unknown } | undefined {
  if (text === undefined || status >= 400 || !/json/i.test(mediaType)) return undefined;
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function longestRow(answers: readonly Recorded[]): number {
  const rows: { readonly endedAt: number; readonly length: number }[] = [];
  for (const { beganAt, endedAt } of answers) {
    const before = rows.filter((row) => row.endedAt <= beganAt).map(({ length }) => length);
    rows.push({ endedAt, length: Math.max(0, ...before) + 1 });
  }
  return Math.max(0, ...rows.map(({ length }) => length));
}
