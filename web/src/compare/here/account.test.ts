import { expect, test } from "vitest";
import { account } from "./account.ts";
import type { Sent } from "./api.ts";
import { readingOf } from "./reading.ts";

const ORDER = { id: "o1", note: "never drawn", total: 12, lines: ["a", "b", "c", "d"], number: "TF-1" };
const sent: Sent[] = [{ at: 0, method: "GET", path: "/rest/orders/o1", depth: 1, beganAt: 0, endedAt: 1 }];
const requestOf = (body: object) => (body === ORDER ? sent[0] : undefined);
const draw = ([order]: readonly unknown[]) => {
  const { number, total, lines } = order as typeof ORDER;
  return `<h1>${number}</h1>\n${lines.map((line) => `<p>${line}</p>`).join("\n")}\n<b>${total}</b>`;
};

test("what came is lit in the order in which the drawing reads it, and what it never reads is not", () => {
  const { html, answers, reads } = account(draw, [ORDER], { sent, requestOf });
  expect(html).toBe(draw([ORDER]));
  const texts = reads.map(({ text }) => text);
  // The fourth of the list is read, but stands in no line: lists are cut after three.
  expect(texts).toEqual(['"number": "TF-1"', '"total": 12,', '"a",', '"b",', '"c",']);
  const lines = answers[0]?.lines ?? [];
  const states = (share: number) =>
    Object.fromEntries(lines.flatMap((line) => [[line.text, readingOf(reads, share).stateOf(line)]]));
  expect(states(0.4)).toMatchObject({ '"number": "TF-1"': "read", '"total": 12,': "now", '"a",': "unread" });
  expect(states(1)).toMatchObject({ '"c",': "read", '"total": 12,': "read" });
  expect(states(1)['"note": "never drawn",']).toBeUndefined();
});
