import { isShown } from "./draws.ts";
import { fieldOf, type LeafPath, pathOf } from "./track.ts";

/**
 * What a byte of a response's body is for. `used`: it changes what is drawn. `duplicate`: it would, but the same field of
 * the same thing said the same before. `control`: ids, cursors, types and links, which programs need and nobody sees. `wasted`: neither.
 */
export const CLASSES = ["used", "duplicate", "control", "wasted"] as const;
export type ByteClass = (typeof CLASSES)[number];

export type Ledger = Readonly<Record<ByteClass, number>>;

export const EMPTY: Ledger = { used: 0, duplicate: 0, control: 0, wasted: 0 };

export const addLedgers = (a: Ledger, b: Ledger): Ledger => ({
  used: a.used + b.used,
  duplicate: a.duplicate + b.duplicate,
  control: a.control + b.control,
  wasted: a.wasted + b.wasted,
});

/** Gives each leaf its class, by its keys. */
export type Classify = (keys: readonly string[]) => ByteClass;

/**
 * Attributes every byte of a body. A leaf has its value, its key, the colon, and the comma after it; a container's brackets and key
 * belong to the best that is in it. What the text has beyond JSON's shortest form is control, and must be spaces and escapes. The
 * sum is the body's length.
 * @throws Error when the ledger does not close: some bytes are in no leaf, as where a name is told twice
 */
export function account(text: string, keys: readonly string[], classify: Classify): Ledger {
  const { body, shortest } = parsed(text);
  const total = Buffer.byteLength(text);
  const beyond = total - shortest;
  const written = spacesAndEscapes(text);
  if (beyond !== written)
    throw new Error(`the ledger does not close: ${beyond - written} bytes are in no leaf (is a name told twice?)`);
  const ledger = addLedgers(weigh(body, keys, classify).ledger, { ...EMPTY, control: beyond });
  const sum = CLASSES.reduce((bytes, name) => bytes + ledger[name], 0);
  if (sum !== total) throw new Error(`the ledger does not close: ${sum} bytes of ${total}`);
  return ledger;
}

/** Bytes of the spaces between a JSON text's tokens, and those by which its strings are longer than they need be. */
function spacesAndEscapes(text: string): number {
  let bytes = 0;
  for (const [token] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[ \t\r\n]+/g)) {
    if (!token.startsWith('"')) bytes += token.length;
    else if (token.includes("\\"))
      bytes += Buffer.byteLength(token) - Buffer.byteLength(JSON.stringify(JSON.parse(token)));
  }
  return bytes;
}

/** A number that is written in another way than JavaScript writes it: `1e3`, `1.0`, or more digits than it keeps. */
class WrittenNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** A body with its numbers as they are written, and its length without spaces and needless escapes. */
function parsed(text: string): { readonly body: unknown; readonly shortest: number } {
  let longer = 0;
  const body: unknown = JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) => {
    if (typeof value !== "number" || context?.source === undefined) return value;
    const plain = JSON.stringify(value);
    if (plain === context.source) return value;
    longer += context.source.length - plain.length;
    return new WrittenNumber(context.source);
  });
  return { body, shortest: Buffer.byteLength(JSON.stringify(JSON.parse(text))) + longer };
}

interface Weighed {
  readonly ledger: Ledger;
  /** The best class that is in it. */
  readonly best: ByteClass;
}

function weigh(value: unknown, keys: readonly string[], classify: Classify): Weighed {
  const isWritten = value instanceof WrittenNumber;
  const entries = typeof value === "object" && value !== null && !isWritten ? Object.entries(value) : [];
  if (entries.length === 0) {
    const best = classify(keys);
    return { ledger: { ...EMPTY, [best]: Buffer.byteLength(isWritten ? value.source : JSON.stringify(value)) }, best };
  }
  const isArray = Array.isArray(value);
  let ledger = EMPTY;
  let best: ByteClass = "wasted";
  entries.forEach(([key, inside], index) => {
    const child = weigh(inside, [...keys, key], classify);
    const around = (isArray ? 0 : Buffer.byteLength(JSON.stringify(key)) + 1) + (index < entries.length - 1 ? 1 : 0);
    ledger = addLedgers(addLedgers(ledger, child.ledger), { ...EMPTY, [child.best]: around });
    if (CLASSES.indexOf(child.best) < CLASSES.indexOf(best)) best = child.best;
  });
  return { ledger: addLedgers(ledger, { ...EMPTY, [best]: 2 }), best };
}

/**
 * Names of what is for programs, where a screen does not show it: ids, types, Relay's cursors, JSON:API's linkage and envelope.
 */
const CONTROL =
  /^(id|.*Ids?|cursor|endCursor|startCursor|hasNextPage|hasPreviousPage|self|related|next|type|__typename|jsonapi|links|meta)$/;

/**
 * Classes by what was used, over all responses of a screen in their order. An id by which a screen puts things together, and
 * which it does not show, is control: that it is needed does not make it content.
 * @param used leaves that both oracles call used
 * @param draw makes the screen's text of the bodies; undefined when all that is used is shown
 */
export function classifier(
  bodies: readonly unknown[],
  used: ReadonlySet<LeafPath>,
  draw: ((bodies: readonly unknown[]) => string) | undefined,
): Classify {
  const seen = new Map<string, string>();
  const known = new Map<LeafPath, ByteClass>();
  const isDrawn = drawnOf(bodies, draw);
  const find = (keys: readonly string[], path: LeafPath): ByteClass => {
    const forPrograms = keys.some((key) => CONTROL.test(key));
    if (!used.has(path)) return forPrograms ? "control" : "wasted";
    if (forPrograms && !isDrawn(keys)) return "control";
    const identity = identityOf(bodies, keys);
    if (identity === undefined) return "used";
    const first = seen.get(identity) ?? path;
    seen.set(identity, first);
    return first === path ? "used" : "duplicate";
  };
  return (keys) => {
    const path = pathOf(keys);
    const before = known.get(path);
    if (before !== undefined) return before;
    const found = find(keys, path);
    known.set(path, found);
    return found;
  };
}

/** What is shown in one place of a list is in the others: a drawing for each would take hours. */
function drawnOf(
  bodies: readonly unknown[],
  draw: ((bodies: readonly unknown[]) => string) | undefined,
): (keys: readonly string[]) => boolean {
  if (draw === undefined) return () => true;
  const known = new Map<string, boolean>();
  return (keys) => {
    const [body = "", ...way] = keys;
    const field = `${body} ${fieldOf(bodies[Number(body)], way)}`;
    const drawn = known.get(field) ?? isShown(bodies, keys, draw);
    known.set(field, drawn);
    return drawn;
  };
}

/** The thing that a leaf belongs to, by the nearest id above it, and its way from there. */
function identityOf(bodies: readonly unknown[], keys: readonly string[]): string | undefined {
  let at: unknown = bodies;
  let found: string | undefined;
  keys.forEach((key, index) => {
    if (typeof at !== "object" || at === null) return;
    const { id } = at as { id?: unknown };
    if (typeof id === "string" || typeof id === "number") found = `${id} ${keys.slice(index).join(".")}`;
    at = (at as Record<string, unknown>)[key];
  });
  // What has changed since is news.
  return found === undefined ? undefined : `${found} ${JSON.stringify(at)}`;
}
