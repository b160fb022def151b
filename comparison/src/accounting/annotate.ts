import type { ByteClass, Classify } from "./ledger.ts";

/** One line of a body as people read it, and what it is for; undefined for brackets. */
export interface AnnotatedLine {
  readonly depth: number;
  readonly text: string;
  readonly class?: ByteClass;
}

/** Elements of a list that are shown; the rest is counted. */
const SHOWN = 2;

/**
 * A body line by line, each leaf with its class; long lists are cut, and say by how much.
 * @param keys where the body stands in what was classified
 */
export function annotate(body: unknown, keys: readonly string[], classify: Classify): AnnotatedLine[] {
  const lines: AnnotatedLine[] = [];
  const write = (value: unknown, at: readonly string[], depth: number, before: string, after: string): void => {
    const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
    if (entries.length === 0) {
      lines.push({ depth, text: `${before}${shorten(JSON.stringify(value))}${after}`, class: classify(at) });
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
  write(body, keys, 0, "", "");
  return lines;
}

const MOST = 90;
const shorten = (text: string) => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);
