import type { Places } from "../client/api.ts";
import type { HttpClient } from "../client/http.ts";
import type { Screen } from "../screen.ts";
import type { ReadCpu } from "./processor.ts";

/** One who answers what a rung asks, over plain HTTP/1.1. */
export interface Way<By extends string> {
  readonly by: By;
  readonly rung: "R1" | "G1";
  readonly places: Places;
  /** What sends to it, without connections. */
  createClient(): HttpClient;
  /** Undefined where there is no /proc. */
  readonly read: ReadCpu | undefined;
  /** The processes that have a part in the answer: what the others do of themselves is not its cost. */
  readonly working: readonly string[];
}

/** A screen, and one who answers for it. */
export interface WayCell<By extends string> {
  readonly screen: Screen;
  readonly way: Way<By>;
}

export const cellsOf = <By extends string>(
  ways: readonly Way<By>[],
  screens: readonly Screen[],
): readonly WayCell<By>[] => screens.flatMap((screen) => ways.map((way) => ({ screen, way })));
