import { readFile } from "node:fs/promises";
import { expect, onTestFinished, test, vi } from "vitest";
import { NOW } from "../../../prisma/seed/time.ts";
import { MOMENT } from "./moment.ts";
import { fixedTokens, peopleKey } from "./tokens.ts";

test("two runs, on two days, ask with the very same tokens, of a key that stands nowhere", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const runOn = (day: string) => {
    vi.setSystemTime(new Date(day));
    return fixedTokens();
  };
  const tokens = await runOn("2026-12-01");
  expect(await runOn("2027-03-08")).toEqual(tokens);
  expect(new Set(Object.values(tokens)).size).toBe(3);
  const { d, kid } = peopleKey();
  expect([d, kid]).toEqual([expect.stringMatching(/^[\w-]{43}$/), expect.stringMatching(/^[\w-]{43}$/)]);
  expect(await readFile(new URL("tokens.ts", import.meta.url), "utf8")).not.toContain(d);
});

test("it is after all that was seeded, and before what PostgreSQL takes for now", () => {
  expect(MOMENT).toBeGreaterThan(NOW);
  expect(MOMENT).toBeLessThan(Date.now());
});
