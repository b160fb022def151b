import type { ByteClass, Classify } from "./ledger.ts";

/** One line of a body as people read it, and what it is for; undefined for brackets. */
export interface AnnotatedLine {
  readonly depth: number;
  readonly text: string;
  readonly class?: ByteClass;
  /** The lines of the drawing in which it is seen; absent when there are none. */
  readonly draws?: readonly number[];
}

/** Elements of a list that are shown; the rest is counted. */
const SHOWN = 3;

/**
 * A body line by line, each leaf with its class and what it draws; long lists are cut, and say by how much.
 */
export function annotate(
  body: unknown,
  classify: Classify,
  drawnBy: (keys: readonly string[]) => readonly number[],
): AnnotatedLine[] {
  const lines: AnnotatedLine[] = [];
  const write = (value: unknown, at: readonly string[], depth: number, before: string, after: string): void => {
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    if (entries.length === 0) {
      const text = `${before}${shorten(JSON.stringify(value))}${after}`;
      const kind = classify(at);
      const draws = kind === "used" || kind === "duplicate" ? drawnBy(at) : [];
      lines.push({ depth, text, class: kind, ...(draws.length > 0 && { draws }) });
      return;
    }
    const isArray = Array.isArray(value);
    lines.push({ depth, text: `${before}${isArray ? "[" : "{"}` });
    const shown = isArray ? entries.slice(0, SHOWN) : entries;
    shown.forEach(([key, inside], index) => {
      const comma = index < entries.length - 1 ? "," : "";
      write(inside, [...at, key], depth + 1, isArray ? "" : `${JSON.stringify(key)}: `, comma);
    });
    const left = entries.length - shown.length;
    if (left > 0) lines.push({ depth: depth + 1, text: `… ${left} more` });
    lines.push({ depth, text: `${isArray ? "]" : "}"}${after}` });
  };
  write(body, [], 0, "", "");
  return lines;
}

const MOST = 90;
const shorten = (text: string) => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);
