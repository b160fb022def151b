import { expect, test } from "vitest";
import { queryRungs, type Screen, type Subject } from "../../screen.ts";
import { screens } from "../../screens.ts";
import { publishingOf } from "./documents.ts";

const subject: Subject = { productId: "p", sellerId: "s", orderId: "o", userId: "u", search: "", from: "", to: "" };

test("who asks by hash must publish a document that was changed, and nobody else", async () => {
  const before = screens.find(({ name }) => name === "seller-page");
  if (before === undefined) throw new Error("there is no seller page");
  const { G1, G2 } = queryRungs(
    "query Seller { user { bio } }",
    () => ({}),
    () => undefined,
  );
  const after: Screen = { ...before, rungs: { ...before.rungs, G1, G2 } };
  expect([...(await publishingOf(before, after, subject))]).toEqual(["G2"]);
  expect([...(await publishingOf(before, before, subject))]).toEqual([]);
});
