import type { Line } from "../data.ts";

/** Whether the drawing has read a line; undefined for what it never reads. */
export type ReadState = "unread" | "read" | "now" | undefined;

/** How far the drawing is with reading what came. */
export interface Reading {
  readonly count: number;
  readonly of: number;
  /** The line that was read last; undefined before the first, and when all is read. */
  readonly now: Line | undefined;
  stateOf(line: Line): ReadState;
}

/**
 * @param reads the lines in the order in which they were read
 * @param share how far it is, from 0 to 1
 */
export function readingOf(reads: readonly Line[], share: number): Reading {
  const count = Math.round(share * reads.length);
  const now = count < reads.length ? reads[count - 1] : undefined;
  const places = new Map(reads.map((line, place) => [line, place]));
  return {
    count,
    of: reads.length,
    now,
    stateOf(line) {
      const place = places.get(line);
      if (place === undefined) return undefined;
      if (line === now) return "now";
      return place < count ? "read" : "unread";
    },
  };
}
