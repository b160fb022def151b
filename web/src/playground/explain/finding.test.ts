import { expect, test } from "vitest";
import type { ExplainedFetch } from "./explanation.ts";
import { findingOf } from "./finding.ts";

const fetch = (needed: number, failed = false): ExplainedFetch => ({
  subgraph: "users",
  path: [],
  query: "",
  ...(needed > 0 && { representations: { needed, sent: 1 } }),
  startMs: 0,
  durationMs: 1,
  bytes: { sent: 1 },
  retries: 0,
  shared: false,
  failed,
});

test("requests that failed answered nothing and completed no objects", () => {
  expect(findingOf([fetch(0)])).toBe("1 request answered it.");
  expect(findingOf([fetch(0), fetch(3)])).toBe(
    "2 requests answered it; 3 objects were completed by sending 1 representation.",
  );
  expect(findingOf([fetch(0), fetch(1), fetch(7, true)])).toBe(
    "1 of 3 requests failed; 1 object was completed by sending 1 representation.",
  );
  expect(findingOf([fetch(0, true)])).toBe("1 of 1 request failed.");
});
