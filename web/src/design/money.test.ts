import { expect, test } from "vitest";
import { money } from "./money.ts";

test.each([
  [1999, "EUR", "€19.99"],
  [1999, "JPY", "¥1,999"],
  [1999, "KWD", "KWD 1.999"],
])("%i minor units of %s are %s", (amount, currency, written) => {
  expect(money({ amount, currency }).replace(/\s/, " ")).toBe(written);
});
