import { useState } from "react";
import type { Line } from "./data.ts";

/** What lit a line: a pointer that moved onto it, or the arrow keys. */
export type LitBy = "pointer" | "keys";

export interface Light {
  /** The line whose drawing is lit. */
  readonly lit: Line | undefined;
  /** Lights a line; without one, puts out what the same had lit. */
  readonly light: (by: LitBy, line?: Line) => void;
}

/**
 * Which line of some answers is lit. A pointer that rests somewhere is left behind when the page scrolls to where the
 * keys are: what it leaves puts out nothing that the keys have lit, and the other way round.
 */
export function useLight(): Light {
  const [lit, setLit] = useState<{ readonly by: LitBy; readonly line: Line }>();
  const light = (by: LitBy, line?: Line) =>
    setLit((before) => {
      if (line === undefined) return before?.by === by ? undefined : before;
      return before?.by === by && before.line === line ? before : { by, line };
    });
  return { lit: lit?.line, light };
}
