import type { LinkName, Way } from "@threefold/network-link";
import type { RungName, Screen, Subject } from "../screen.ts";

/** A screen on a rung, by a protocol, over a link: what is timed. */
export interface Cell {
  readonly screen: Screen;
  readonly rung: RungName;
  readonly protocol: Way["protocol"];
}

/** One request of a screen, for the model. */
export interface TimedExchange {
  readonly level: number;
  /** Bytes of the bodies, as they were coded. */
  readonly up: number;
  readonly down: number;
  /** From having a connection to the answer's last byte, or to what was awaited of a stream. */
  readonly ms: number;
  readonly isStream: boolean;
}

/** One showing of a screen. */
export interface Showing {
  readonly ms: number;
  /** Until what is above the fold could be drawn; undefined for a screen that has no fold. */
  readonly aboveMs: number | undefined;
  /** Bytes that the link carried, with those of TLS. */
  readonly bytes: { readonly up: number; readonly down: number };
  readonly exchanges: readonly TimedExchange[];
}

/** A screen shown without connections, and again on those that were opened. */
export interface Run {
  readonly link: LinkName;
  readonly cold: Showing;
  readonly warm: Showing;
}

/** What is timed beside the screens' own rungs, on a system of its own. */
export interface TimedBeside {
  readonly screens: readonly Screen[];
  readonly subject: Subject;
  readonly runs: number;
  /** Gives everybody a token of their own. */
  readonly enter: () => Promise<Readonly<Record<string, string>>>;
  /** Told after each figure. */
  readonly onStep: (what: string) => void;
  readonly signal: AbortSignal;
}
