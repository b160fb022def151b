import { z } from "zod";

// Bounds of what can be given in several ways: as an option, in the file, and in code. The least and the most, in milliseconds.
export const OPERATION_MS = [1, 600_000] as const;
export const SUPERGRAPH_INTERVAL_MS = [100, 86_400_000] as const;

/** A whole number within bounds. */
export function whole(min: number, max: number) {
  const error = `a whole number from ${min} to ${max}`;
  return z.int({ error }).min(min, { error }).max(max, { error });
}
