import type { Clock } from "./clock.ts";

export interface CircuitOptions {
  /** Opens when at least this share of the requests of one window failed, from 0 to 1. */
  readonly failureShare: number;
  /** Requests that a window must have before its share says anything. */
  readonly minRequests: number;
  /** Milliseconds. */
  readonly windowMs: number;
  /** Milliseconds that an open circuit leaves the subgraph alone before it tries one request. */
  readonly openMs: number;
}

export const CIRCUIT_DEFAULTS: CircuitOptions = { failureShare: 0.5, minRequests: 20, windowMs: 10_000, openMs: 5_000 };

export type CircuitState = "closed" | "open" | "half-open";

/** How a request went: "unknown" when that says nothing of the subgraph. */
export type CircuitOutcome = "well" | "unwell" | "unknown";

/** Keeps requests from a subgraph that fails anyway: they fail at once, and it is left in peace to recover. */
export interface Circuit {
  readonly state: CircuitState;
  /** Lets a request be sent now, or not. Each that is admitted is to be followed by one call of `settle`. */
  admit(): Admission | undefined;
  /**
   * How a request went.
   * @param admission what it was admitted by; a health check asks nobody
   */
  settle(outcome: CircuitOutcome, admission?: Admission): void;
}

/** That a request may be sent: as all are, or as the one by which a half-open circuit finds out. */
export interface Admission {
  readonly isTrial: boolean;
}

const AS_ALL: Admission = { isTrial: false };

/**
 * The circuit breaker of Nygard's "Release It!": closed, it counts in windows of fixed length; open, it refuses; after a
 * while half-open, it lets one request through at a time, which closes it or opens it anew.
 * @param changed is told of every change of state
 */
export function createCircuit(
  { failureShare, minRequests, windowMs, openMs }: CircuitOptions,
  clock: Clock,
  changed: (state: CircuitState) => void,
): Circuit {
  let state: CircuitState = "closed";
  /** Of the window, while closed; of the opening, while open. */
  let since = clock.now();
  let requests = 0;
  let failures = 0;
  let trial: Admission | undefined;

  const become = (next: CircuitState) => {
    since = clock.now();
    requests = 0;
    failures = 0;
    trial = undefined;
    if (next === state) return;
    state = next;
    changed(next);
  };

  const count = (failed: boolean) => {
    if (clock.now() - since >= windowMs) become("closed");
    requests += 1;
    if (!failed) return;
    failures += 1;
    if (requests >= minRequests && failures / requests >= failureShare) become("open");
  };

  return {
    get state() {
      return state;
    },
    admit() {
      if (state === "closed") return AS_ALL;
      if (state === "open" && clock.now() - since >= openMs) become("half-open");
      if (state === "open" || trial !== undefined) return undefined;
      trial = { isTrial: true };
      return trial;
    },
    settle(outcome, admission) {
      if (state === "closed") {
        if (outcome !== "unknown") count(outcome === "unwell");
        return;
      }
      // What was sent before it opened ends later; only good news counts then.
      if (outcome === "well") become("closed");
      else if (trial !== undefined && admission === trial) {
        trial = undefined;
        if (outcome === "unwell") become("open");
      }
    },
  };
}
