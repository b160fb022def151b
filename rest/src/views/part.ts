import { HttpProblem } from "@threefold/rest-server";
import type { ServiceName } from "../services/names.ts";

/** A part of a view that could not be had: which, of which service, and why. */
export interface Missing {
  readonly part: string;
  readonly service: ServiceName;
  readonly detail: string;
}

/** Gathers the parts of one view. What the view cannot do without is awaited as it is; all else goes through here. */
export interface Parts {
  readonly missing: readonly Missing[];
  /**
   * What `reading` gives, or `instead` when its service is down: then the view is marked so, never silently empty.
   * A refusal is not a failure: it is thrown on.
   */
  get<Value, Instead>(
    part: string,
    service: ServiceName,
    instead: Instead,
    reading: Promise<Value>,
  ): Promise<Value | Instead>;
}

const DOWN: readonly number[] = [502, 503, 504];

export function createParts(): Parts {
  const missing: Missing[] = [];
  return {
    missing,
    async get(part, service, instead, reading) {
      try {
        return await reading;
      } catch (error) {
        if (!(error instanceof HttpProblem) || !DOWN.includes(error.status)) throw error;
        missing.push({ part, service, detail: error.message });
        return instead;
      }
    },
  };
}
