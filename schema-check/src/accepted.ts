import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type ReadFile, readFromDisk } from "@threefold/federation";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { CannotCheck } from "./failure.ts";
import type { Finding, Place } from "./finding.ts";

/** A finding that somebody has taken responsibility for, in a file that is reviewed like the schema is. */
export interface Acceptance {
  readonly code: string;
  readonly coordinate: string | undefined;
  readonly reason: string;
  /** The last day on which it holds, for example 2026-12-31. */
  readonly until: string;
  readonly place: Place;
}

const day = z.union([z.iso.date(), z.date().transform((date) => date.toISOString().slice(0, 10))]);
const shape = z.object({
  accepted: z.array(
    z.strictObject({ code: z.string(), coordinate: z.string().optional(), reason: z.string().min(10), until: day }),
  ),
});

/** @throws CannotCheck naming the file, the line and what is wrong */
export async function readAccepted(file: string): Promise<Acceptance[]> {
  return existsSync(file) ? parse(file, await readFromDisk(resolve(file))) : [];
}

/** What had been accepted in the base. A file that could not be used there says nothing. */
export async function readAcceptedBefore(file: string, read: ReadFile | undefined): Promise<Acceptance[]> {
  try {
    return read ? parse(file, await read(resolve(file))) : [];
  } catch {
    return [];
  }
}

function parse(file: string, text: string): Acceptance[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error) throw new CannotCheck(`${file}: ${error.message.split("\n")[0]}`);
  const parsed = shape.safeParse(document.toJS() ?? { accepted: [] });
  const lineOf = (path: readonly PropertyKey[]) => {
    const node = document.getIn(path, true);
    const start = typeof node === "object" && node !== null && "range" in node ? (node.range as number[])[0] : 0;
    return lines.linePos(start ?? 0).line;
  };
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path ?? [];
    throw new CannotCheck(`${file}:${lineOf(path)}: ${path.map(String).join(".") || "the file"}: ${issue?.message}`);
  }
  return parsed.data.accepted.map(({ coordinate, ...entry }, index) => ({
    ...entry,
    coordinate,
    place: { file, line: lineOf(["accepted", index]), column: 1 },
  }));
}

/**
 * Marks what was accepted. An acceptance that has run out holds no more, and one that fits nothing is told of: it would
 * let the next change through. One that the base had already is for a change that the base has too, so it does nothing
 * more, and fails nobody who comes after.
 * @param before what the base had accepted
 * @param today for example 2026-11-25
 */
export function applyAccepted(
  findings: readonly Finding[],
  all: readonly Acceptance[],
  before: readonly Acceptance[],
  today: string,
): Finding[] {
  const spent = all.filter((entry) => before.some((earlier) => isSame(entry, earlier)));
  const accepted = all.filter((entry) => !spent.includes(entry));
  const fits = ({ code, coordinate }: Acceptance, finding: Finding) =>
    finding.code === code && (coordinate === undefined || finding.coordinate === coordinate);
  const valid = accepted.filter(({ until }) => until >= today);
  const marked = findings.map((finding): Finding => {
    const acceptance = valid.find((entry) => fits(entry, finding));
    return acceptance ? { ...finding, accepted: { reason: acceptance.reason, until: acceptance.until } } : finding;
  });
  const stale = accepted.flatMap((entry): Finding[] => {
    const { until, place } = entry;
    const what = describe(entry);
    if (until < today) {
      return [{ code: "ACCEPTED_EXPIRED", severity: "breaking", message: `${what} expired on ${until}`, place }];
    }
    if (findings.some((finding) => fits(entry, finding))) return [];
    return [{ code: "ACCEPTED_UNUSED", severity: "breaking", message: `${what} matches no finding: remove it`, place }];
  });
  const done = spent.map(
    (entry): Finding => ({
      code: "ACCEPTED_SPENT",
      severity: "notice",
      message: `${describe(entry)} came with an earlier change: it can be removed`,
      place: entry.place,
    }),
  );
  return [...marked, ...stale, ...done];
}

const isSame = (one: Acceptance, other: Acceptance) =>
  one.code === other.code &&
  one.coordinate === other.coordinate &&
  one.until === other.until &&
  one.reason === other.reason;

const describe = ({ code, coordinate }: Acceptance) =>
  `the accepted finding ${code}${coordinate === undefined ? "" : ` at \`${coordinate}\``}`;
