import { expect, it } from "vitest";
import { collectCachePolicy } from "./cache-policy.ts";

const PUBLIC = { "cache-control": "max-age=60, public" };

it.each([
  ["as long as the least of them allows", [PUBLIC, { "cache-control": "public, max-age=20" }], 20, true],
  ["as long as a cache for many may", [{ "cache-control": "public, max-age=60, s-maxage=10" }], 10, true],
  ["no longer than a cache for one may", [{ "cache-control": "public, max-age=60, s-maxage=90" }], 60, true],
  ["less long by the time that a part was kept before", [{ ...PUBLIC, age: "25" }], 35, true],
  ["by its reader alone, when one part says so", [PUBLIC, { "cache-control": "max-age=30, private" }], 30, false],
  [
    "by its reader alone, when one part does not say that it is public",
    [PUBLIC, { "cache-control": "max-age=9" }],
    9,
    false,
  ],
  ["not at all, when one part says nothing", [PUBLIC, {}], 0, false],
  ["not at all, when one part forbids it", [PUBLIC, { "cache-control": "max-age=60, public, no-store" }], 0, true],
  ["not at all, when nothing was fetched", [], 0, false],
] as const)("an answer may be kept %s", (_how, parts, maxAge, isPublic) => {
  const collector = collectCachePolicy();
  for (const headers of parts) collector.add(headers);
  expect(collector.policy).toEqual({ maxAge, isPublic });
});
