import { expect, it } from "vitest";
import { closingTime } from "./settings.ts";

it("the process waits at its end for operations as long as they may take, and for streams as long as their ends are spread", () => {
  expect(closingTime({ TIMEOUT: 10_000, file: {} })).toBe(12_000);
  expect(closingTime({ TIMEOUT: 60_000, file: {} })).toBe(62_000);
  expect(closingTime({ TIMEOUT: 1_000, file: { subscriptions: { drain: 30_000 } } })).toBe(35_000);
});
