import { type Csv, cellsOf, readCsv } from "./csv.ts";
import { account, addLedgers, type ByteClass, CLASSES, type Classify, EMPTY, type Ledger } from "./ledger.ts";
import { partsOf } from "./parts.ts";
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
  const parts = partsOf(text, mediaType);
  if (parts)
    return framedBody(
      text,
      parts.map(({ json }) => json),
    );
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

/** What an event is called and numbered is for programs, and so are signs of life. */
function eventsBody(text: string): Body {
  const lines = text.split("\n");
  return framedBody(
    text,
    lines.flatMap((line) => (/^data: ?./.test(line) ? [line.replace(/^data: ?/, "")] : [])),
  );
}

/** Some JSON texts in a text; what stands around them is for programs. */
const framedBody = (text: string, data: readonly string[]): Body => ({
  value: data.map((each): unknown => JSON.parse(each)),
  account(keys, classify) {
    const inside = data.map((each, at) => account(each, [...keys, String(at)], classify)).reduce(addLedgers, EMPTY);
    const around = Buffer.byteLength(text) - data.reduce((sum, each) => sum + Buffer.byteLength(each), 0);
    return closed({ ...inside, control: inside.control + around }, text);
  },
  prune: (keys, classify) => data.map((each, at) => pruned(JSON.parse(each), [...keys, String(at)], classify)).join(""),
});

function closed(ledger: Ledger, text: string): Ledger {
  const sum = CLASSES.reduce((bytes, name) => bytes + ledger[name], 0);
  if (sum === Buffer.byteLength(text)) return ledger;
  throw new Error(`the ledger does not close: ${sum} bytes of ${Buffer.byteLength(text)}`);
}
