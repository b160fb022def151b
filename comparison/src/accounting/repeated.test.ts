import { expect, test } from "vitest";
import { account, type Classify } from "./ledger.ts";
import { knowingTexts } from "./repeated.ts";

const used: Classify = () => "used";

/** Bytes that are known again of a body of which all is used. */
const again = (body: object) => {
  const classify = knowingTexts([body], used);
  return account(JSON.stringify(body), [], (keys) => classify(["0", ...keys])).duplicate;
};

test("a name that comes again without an id is found in a flat view and in nested objects alike", () => {
  const flat = { cards: ["Sol", "Mo", "Sol"].map((seller, at) => ({ at, seller })) };
  const nested = { cards: ["Sol", "Mo", "Sol"].map((displayName, at) => ({ at, seller: { displayName } })) };
  expect(again(flat)).toBe('"seller":"Sol"'.length);
  expect(again(nested)).toBe('"seller":{"displayName":"Sol"}'.length);
});

test("another field may say the same, and numbers and truths are nobody's names", () => {
  expect(again({ seller: "Sol", author: "Sol", ratings: [5, 5], are: [true, true] })).toBe(0);
});

test("it is of what is used alone, and the first place stays the first however often it is asked about", () => {
  const bodies = [{ names: ["Sol", "Sol", "Sol"] }];
  const classify = knowingTexts(bodies, (keys) => (keys.at(-1) === "1" ? "wasted" : "used"));
  const classes = () => ["0", "1", "2"].map((at) => classify(["0", "names", at]));
  expect(classes()).toEqual(["used", "wasted", "duplicate"]);
  expect(classes()).toEqual(["used", "wasted", "duplicate"]);
});
