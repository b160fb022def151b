import { expect, test } from "vitest";
import { steadyText } from "./steady.ts";

const ORDER = "0199f2a4-7c1e-7d3a-8b2f-5a6b7c8d9e0f";
const CART = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";
/** Of the seed: the same in every run. */
const PRODUCT = "4ec98465-0903-8784-b86b-d397b2806947";

test("an id drawn by lot becomes one that is the same in every run, wherever it comes again, and is found back", () => {
  const steady = steadyText();
  const [order, cart, again] = [steady(ORDER), steady(CART), steady(`{"id":"${ORDER}"}`)];
  expect(order).not.toBe(cart);
  expect(again).toBe(`{"id":"${order}"}`);
  expect(steady(order)).toBe(order);
  expect([steady.rawOf(order), steady.rawOf(PRODUCT)]).toEqual([ORDER, PRODUCT]);
  expect(steadyText()(ORDER)).toBe(order);
});

test("what the seed made, and lengths, stay as they are", () => {
  const text = `{"product":"${PRODUCT}","order":"${ORDER}","number":"TF-2026-004711","at":"2026-11-26T09:13:42.123Z"}`;
  const steady = steadyText()(text);
  expect(steady).toContain(PRODUCT);
  expect(steady).toContain('"number":"TF-2026-000000","at":"2026-11-01T12:00:00.000Z"');
  expect(steady).toHaveLength(text.length);
});
