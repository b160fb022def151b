import type { Measurement } from "../measure/measurement.ts";

/** What must be the same, to the bit, until somebody changes an API, a screen or the data. */
export interface Golden {
  readonly version: 1;
  /** What the numbers were measured on. */
  readonly data: string;
  readonly measurements: readonly Measurement[];
}

/** Where two results differ, one line each: which number, and what it says. */
export function differences(golden: Golden, now: readonly Measurement[]): string[] {
  return now.flatMap((measurement) => {
    const known = golden.measurements.find(
      ({ screen, rung }) => screen === measurement.screen && rung === measurement.rung,
    );
    const name = `${measurement.screen} on ${measurement.rung}`;
    if (!known) return [`${name} was not measured before`];
    return compare(known, measurement).map(
      ({ path, was, is }) =>
        `${name}: ${path} is ${is} instead of ${was} (${MEANINGS[path.split(".")[0] ?? ""] ?? ""})`,
    );
  });
}

const MEANINGS: Readonly<Record<string, string>> = {
  drawn: "the screen shows something else",
  requests: "under-fetching",
  chain: "requests that wait for one another",
  fanOut: "requests at once",
  wire: "bytes over HTTP/1.1",
  bodies: "bytes of the bodies",
  ledger: "what the bytes are for",
  fields: "distinct fields",
  statements: "SQL statements",
};

interface Difference {
  readonly path: string;
  readonly was: unknown;
  readonly is: unknown;
}

function compare(was: unknown, is: unknown, path = ""): Difference[] {
  if (Object.is(was, is)) return [];
  if (typeof was !== "object" || typeof is !== "object" || was === null || is === null) return [{ path, was, is }];
  const keys = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...keys].flatMap((key) =>
    compare(
      (was as Record<string, unknown>)[key],
      (is as Record<string, unknown>)[key],
      path === "" ? key : `${path}.${key}`,
    ),
  );
}
