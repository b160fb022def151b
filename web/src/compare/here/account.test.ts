import { mergeIncremental, type Origin } from "@threefold/comparison";
import { expect, test } from "vitest";
import { account } from "./account.ts";
import type { Sent } from "./api.ts";
import { readingOf } from "./reading.ts";

const ORDER = { id: "o1", note: "never drawn", total: 12, lines: ["a", "b", "c", "d"], number: "TF-1" };
const draw = ([order]: readonly unknown[]) => {
  const { number, total, lines } = order as typeof ORDER;
  return `<h1>${number}</h1>\n${lines.map((line) => `<p>${line}</p>`).join("\n")}\n<b>${total}</b>`;
};

/** A screen that asked for one thing, was answered, and was given a body that stands there in the answer. */
const asked = (answer: unknown, body: unknown, pieces: readonly Omit<Origin, "exchange">[], drawing = draw) => {
  const sent: Sent[] = [{ at: 0, method: "GET", path: "/rest/orders/o1", depth: 1, beganAt: 0, endedAt: 1 }];
  const origins = (of: object) => (of === body ? pieces.map((piece) => ({ ...piece, exchange: 0 })) : []);
  return account(drawing, [body], { sent, answerTo: () => answer, origins });
};

test("what came is lit in the order in which the drawing reads it, and what it never reads is not", () => {
  const { html, answers, reads } = asked(ORDER, ORDER, [{ keys: [] }]);
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

test("a graph's answer is shown as it came, and what stands around its data is for programs", () => {
  const { answers, reads } = asked({ data: ORDER, extensions: { cost: 7 } }, ORDER, [{ keys: ["data"] }]);
  const [{ lines } = { lines: [] }] = answers;
  const classOf = (text: string) => lines.find((line) => line.text === text)?.class;
  expect(lines.slice(0, 2).map(({ text }) => text)).toEqual(["{", '"data": {']);
  expect([classOf('"cost": 7'), classOf('"total": 12,'), classOf('"note": "never drawn",')]).toEqual([
    "control",
    "used",
    "wasted",
  ]);
  expect(reads.map(({ text }) => text)).toContain('"total": 12,');
});

test("an answer in parts is shown part by part, and each is lit where it is read", () => {
  const { lines: bought, ...first } = ORDER;
  const parts = [
    { data: { order: first }, hasNext: true },
    { incremental: [{ data: { lines: bought }, path: ["order"] }], hasNext: false },
  ];
  const { whole, pieces } = mergeIncremental(parts);
  const drawing = ([given]: readonly unknown[]) => draw([Object(given).order]);
  const { answers, reads, fields } = asked(parts, whole, pieces, drawing);
  const texts = answers[0]?.lines.map(({ text }) => text) ?? [];
  expect(texts.indexOf('"hasNext": true')).toBeGreaterThan(texts.indexOf('"data": {'));
  expect(texts.indexOf('"lines": [')).toBeGreaterThan(texts.indexOf('"incremental": ['));
  expect(reads.map(({ text }) => text)).toEqual(['"number": "TF-1"', '"total": 12,', '"a",', '"b",', '"c",']);
  expect(fields).toEqual({ received: 5, used: 3 });
});
