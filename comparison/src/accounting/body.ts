import { type Csv, cellsOf, readCsv } from "./csv.ts";
import { account, addLedgers, type ByteClass, CLASSES, type Classify, EMPTY, type Ledger } from "./ledger.ts";
import { type Part, partsOf } from "./parts.ts";
import { pruned } from "./prune.ts";

/** An answer's body: what it says, and what each of its bytes is for. */
export interface Body {
  /** What it says: JSON as it is, a table as a list of rows, events and parts as a list of their data, other text as `{ text }`. */
  readonly value: unknown;
  /**
   * @param keys where the value stands in what is classified
   * @throws Error when the ledger does not close
   */
  account(keys: readonly string[], classify: Classify): Ledger;
  /** Its text if it had what is used and nothing else: JSON in its shortest form, without what stands around it. */
  prune(keys: readonly string[], classify: Classify): string;
}

/** Nothing: 304, or an answer that has no content. */
const EMPTY_BODY: Body = { value: undefined, account: () => EMPTY, prune: () => "" };

/** @throws Error naming what is not of its media type */
export function readBody(text: string, mediaType: string): Body {
  if (text === "") return EMPTY_BODY;
  if (mediaType.startsWith("text/csv")) return tableBody(text, readCsv(text));
  if (mediaType.startsWith("text/event-stream")) return eventsBody(text);
  // The last line of a text that is whole has ended, also without its end.
  const isCutShort = mediaType.startsWith("application/x-ndjson") && !text.endsWith("\n");
  const parts = partsOf(isCutShort ? `${text}\n` : text, mediaType);
  if (parts) return framedBody(text, parts, PART_FRAME);
  if (/^(image|text)\//.test(mediaType) && !mediaType.startsWith("text/html")) return textBody(text);
  const value: unknown = JSON.parse(text);
  return {
    value,
    account: (keys, classify) => account(text, keys, classify),
    prune: (keys, classify) => pruned(value, keys, classify),
  };
}

/** The whole text is one leaf. */
const textBody = (text: string): Body => ({
  value: { text },
  account: (keys, classify) => ({ ...EMPTY, [classify([...keys, "text"])]: Buffer.byteLength(text) }),
  prune: (keys, classify) => (classify([...keys, "text"]) === "used" ? text : ""),
});

/** A cell has its quotes and what parts it from the next; the head is for programs. */
const tableBody = (text: string, table: Csv): Body => ({
  value: table.rows,
  account(keys, classify) {
    let ledger: Ledger = EMPTY;
    for (const { row, column, bytes } of cellsOf(text, table)) {
      const kind: ByteClass = row < 0 ? "control" : classify([...keys, String(row), column]);
      ledger = addLedgers(ledger, { ...EMPTY, [kind]: bytes });
    }
    return closed(ledger, text);
  },
  prune: (keys, classify) =>
    cellsOf(text, table)
      .filter(({ row, column }) => row >= 0 && classify([...keys, String(row), column]) === "used")
      .map(({ written }) => written)
      .join(""),
});

/** Boundaries and heads of parts; lines have nothing around them but their ends. */
const PART_FRAME = /^(--[\w-]+|[\w-]+:.*)?$/;
/** What an event is called and numbered is for programs, and so are heartbeats. */
const EVENT_FRAME = /^(:.*|(data|event|id|retry)(:.*)?)?$/;

function eventsBody(text: string): Body {
  const events = [...text.matchAll(/(?<![^\n])data: ?([^\r\n]+)/g)].map(({ 0: line, 1: json = "", index }) => ({
    json,
    start: index + line.length - json.length,
  }));
  return framedBody(text, events, EVENT_FRAME);
}

/** Some JSON texts in a text; what stands around them is for programs, and each of its lines must be what stands there. */
const framedBody = (text: string, data: readonly Pick<Part, "json" | "start">[], frame: RegExp): Body => ({
  value: data.map(({ json }): unknown => JSON.parse(json)),
  account(keys, classify) {
    const inside = data.map(({ json }, at) => account(json, [...keys, String(at)], classify)).reduce(addLedgers, EMPTY);
    const around = aroundOf(text, data);
    const unknown = around.flatMap((between) => between.split(/\r?\n/)).find((line) => !frame.test(line));
    if (unknown !== undefined)
      throw new Error(`the ledger does not close: ${JSON.stringify(unknown)} is no part, nor what stands around one`);
    const control = around.reduce((sum, between) => sum + Buffer.byteLength(between), inside.control);
    return closed({ ...inside, control }, text);
  },
  prune: (keys, classify) =>
    data.map(({ json }, at) => pruned(JSON.parse(json), [...keys, String(at)], classify)).join(""),
});

/** What of a text is before, between and after its data. */
function aroundOf(text: string, data: readonly Pick<Part, "json" | "start">[]): string[] {
  const ends = [0, ...data.map(({ json, start }) => start + json.length)];
  return ends.map((end, at) => text.slice(end, data[at]?.start));
}

function closed(ledger: Ledger, text: string): Ledger {
  const sum = CLASSES.reduce((bytes, name) => bytes + ledger[name], 0);
  if (sum === Buffer.byteLength(text)) return ledger;
  throw new Error(`the ledger does not close: ${sum} bytes of ${Buffer.byteLength(text)}`);
}
