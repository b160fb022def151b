import { track } from "../accounting/track.ts";
import type { Said } from "../client/transcript.ts";
import type { Rung, Screen, Subject } from "../screen.ts";
import { locate, startsWith } from "./places.ts";

/** An answer that is waited for, or a part of it. */
export interface Awaited {
  readonly exchange: number;
  /** Undefined for all of it. */
  readonly part: number | undefined;
}

/** What a screen shows first, and which answers must be there for it. */
export interface Above {
  readonly html: string;
  readonly awaited: readonly Awaited[];
}

/**
 * Draws what is above a screen's fold, and finds which answers it is made of: what is read of them while it is drawn.
 * @returns undefined for a screen that has no fold
 */
export function drawAbove(
  { above }: Screen,
  rung: Rung<unknown>,
  bodies: readonly unknown[],
  subject: Subject,
  said: Said,
): Above | undefined {
  if (above === undefined) return undefined;
  const { view, read } = track(structuredClone(bodies));
  const html = above(rung.view(view, subject));
  // The longest way leads to the piece that brought it.
  const places = locate(bodies, said).sort((a, b) => b.keys.length - a.keys.length);
  const awaited = new Map<string, Awaited>();
  for (const path of read) {
    const leaf = JSON.parse(path) as string[];
    const origin = places.find(({ keys }) => startsWith(leaf, keys))?.origin;
    if (origin === undefined) throw new Error(`${path} came with no answer`);
    const { exchange, part } = origin;
    awaited.set(`${exchange} ${part}`, { exchange, part });
  }
  return { html, awaited: [...awaited.values()] };
}
