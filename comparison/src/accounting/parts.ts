/** One part of an answer that comes in parts. */
export interface Part {
  readonly json: string;
  /** Where it begins in the text, in characters. */
  readonly start: number;
  /** Where in the text it is certain that the part has ended, in characters: after its line, or after the next part's boundary. */
  readonly end: number;
}

/** The parts of a text by its media type: lines of JSON, or `multipart/mixed`. Undefined for what comes as one. */
export function partsOf(text: string, mediaType: string): Part[] | undefined {
  if (mediaType.startsWith("application/x-ndjson"))
    return [...text.matchAll(/([^\n]+)\n/g)].map(({ 0: line, 1: json = "", index }) => ({
      json,
      start: index,
      end: index + line.length,
    }));
  const boundary = /^multipart\/mixed;.*boundary="?([\w-]+)"?/.exec(mediaType)?.[1];
  if (boundary === undefined) return undefined;
  // JSON has no line ends of its own, so a boundary in it is none. (U+2028 is a line end to `.`, and a character to JSON.)
  const part = new RegExp(`--${boundary}\\r\\n(?:[^\\r\\n]+\\r\\n)*\\r\\n([^\\r\\n]*)\\r\\n(?=(--${boundary}))`, "g");
  return [...text.matchAll(part)].map(({ 0: whole, 1: json = "", 2: next = "", index }) => ({
    json,
    start: index + whole.length - "\r\n".length - json.length,
    end: index + whole.length + next.length,
  }));
}

/** An answer put together of its parts. */
export interface Merged {
  readonly whole: unknown;
  readonly pieces: readonly Piece[];
  /** Errors that a graph tells, of all parts. */
  readonly errors?: readonly unknown[];
  /** Where a part could not be had at all. */
  readonly lost?: readonly (readonly string[])[];
}

/** Something that came in one part. */
export interface Piece {
  readonly part: number;
  /** Its way in the whole. */
  readonly at: readonly string[];
  /** Its way in the list of parts. */
  readonly keys: readonly string[];
}

interface AddOperation {
  readonly path: string;
  readonly value: unknown;
}

/**
 * A view in lines: the first is the view, each other a JSON Patch (RFC 6902) that adds to it.
 * @throws Error naming what is told twice
 */
export function mergeLines([view, ...patches]: readonly unknown[]): Merged {
  const whole: unknown = structuredClone(view);
  const pieces: Piece[] = [{ part: 0, at: [], keys: ["0"] }];
  patches.forEach((patch, index) => {
    const part = index + 1;
    (patch as readonly AddOperation[]).forEach(({ path, value }, place) => {
      const at = path.split("/").slice(1);
      pieces.push(...spread(whole, value, { part, at, keys: [String(part), String(place), "value"] }));
    });
  });
  return { whole, pieces };
}

interface IncrementalPart {
  readonly data?: unknown;
  readonly errors?: readonly unknown[];
  readonly hasNext: boolean;
  readonly incremental?: readonly {
    readonly data: object | null;
    readonly path: readonly (string | number)[];
    readonly errors?: readonly unknown[];
  }[];
}

/**
 * An answer in parts by the form of August 2022 (`deferSpec=20220824`).
 * @throws Error for what is told twice, and when it breaks off
 */
export function mergeIncremental(given: readonly unknown[]): Merged {
  const parts = given as readonly IncrementalPart[];
  const whole: unknown = structuredClone(parts[0]?.data);
  const pieces: Piece[] = [{ part: 0, at: [], keys: ["0", "data"] }];
  const lost: (readonly string[])[] = [];
  parts.forEach(({ incremental = [] }, part) => {
    incremental.forEach(({ data, path }, place) => {
      const at = path.map(String);
      const keys = [String(part), "incremental", String(place), "data"];
      if (data === null) lost.push(at);
      else pieces.push(...spread(whole, data, { part, at, keys }));
    });
  });
  if (parts.at(-1)?.hasNext !== false) throw new Error("the answer broke off before its last part");
  const errors = parts.flatMap((part) => [part, ...(part.incremental ?? [])].flatMap((each) => each.errors ?? []));
  return { whole, pieces, errors, lost };
}

/** Puts a piece where it belongs. What is there already gets what it lacks. */
function spread(whole: unknown, value: unknown, piece: Piece): Piece[] {
  const { at, keys } = piece;
  const last = at.at(-1);
  const parent = Object(at.slice(0, -1).reduce<unknown>((inside, key) => Object(inside)[key], whole));
  const there: unknown = last === undefined ? whole : parent[last];
  if (there === undefined && last !== undefined) {
    parent[last] = structuredClone(value);
    return [piece];
  }
  if (!isObject(there) || !isObject(value)) throw new Error(`${at.join(".")} is told twice`);
  return Object.entries(value).flatMap(([key, inside]) =>
    spread(whole, inside, { ...piece, at: [...at, key], keys: [...keys, key] }),
  );
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
