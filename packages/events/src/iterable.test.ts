import { expect, test } from "vitest";
import { mapEvents } from "./iterable.ts";

test("a reader learns that a stream broke, and does not take it for its end", async () => {
  async function* source() {
    yield 1;
    throw new Error("the log cannot be read");
  }
  const events = mapEvents(source(), (event) => event);
  expect(await events.next()).toEqual({ done: false, value: 1 });
  await expect(events.next()).rejects.toThrow("the log cannot be read");
  expect(await events.next()).toEqual({ done: true, value: undefined });
});
