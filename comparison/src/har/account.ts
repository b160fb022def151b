import { type Body, readBody } from "../accounting/body.ts";
import { addLedgers, type Classify, classifier, EMPTY, type Ledger } from "../accounting/ledger.ts";
import { leavesOf, pathOf, plainFieldOf } from "../accounting/track.ts";
import type { Recorded } from "./archive.ts";

/** What recorded traffic came to. */
export interface HarAccount {
  /** Answers that are JSON, whole or in parts, in the order in which they were asked for. */
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
 * @throws Error naming a field that no answer has, an answer whose ledger does not close, or that there is no JSON at all
 */
export function accountRecorded(recorded: readonly Recorded[], used: readonly string[]): HarAccount {
  const inOrder = recorded.toSorted((one, other) => one.beganAt - other.beganAt);
  const read = inOrder.map((entry) => ({ entry, body: bodyOf(entry) }));
  const withJson = read.flatMap(({ entry, body }) => (body === undefined ? [] : [{ entry, body }]));
  if (withJson.length === 0) throw new Error("no answer of the archive has JSON: was it saved with content?");
  const bodies = withJson.map(({ body }) => body.value);
  const leaves = leavesOf(bodies).map((keys) => ({ keys, field: plainFieldOf(bodies, keys) }));
  const missing = used.find((name) => !leaves.some(({ field }) => isIn(field, name)));
  if (missing !== undefined) throw new Error(`--used names ${missing}, which no answer has`);
  const chosen = leaves.filter(({ field }) => used.some((name) => isIn(field, name))).map(({ keys }) => pathOf(keys));
  const classify = classifier(bodies, new Set(chosen), undefined);
  const answers = withJson.map(({ entry, body }, at) => ({
    ...entry,
    bytes: Buffer.byteLength(entry.text ?? ""),
    ledger: ledgerOf(entry, body, at, classify),
  }));
  return {
    answers,
    ledger: answers.map(({ ledger }) => ledger).reduce(addLedgers, EMPTY),
    leftOut: read.flatMap(({ entry, body }) => (body === undefined ? [entry] : [])),
    chain: longestRow(answers),
  };
}

function ledgerOf({ method, url }: Recorded, body: Body, at: number, classify: Classify): Ledger {
  try {
    return body.account([String(at)], classify);
  } catch (error) {
    throw new Error(`${method} ${url}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

const isIn = (leaf: string, field: string): boolean => leaf === field || leaf.startsWith(`${field}.`);

/** JSON in one piece, in lines, in parts or as events; undefined for all else. */
function bodyOf({ mediaType, text, status }: Recorded): Body | undefined {
  if (!text || status >= 400 || !/json|^multipart\/mixed|^text\/event-stream/i.test(mediaType)) return undefined;
  try {
    return readBody(text, mediaType);
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
