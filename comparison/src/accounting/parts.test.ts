import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBody } from "./body.ts";
import { CLASSES, type Ledger } from "./ledger.ts";
import { mergeIncremental, mergeLines, partsOf } from "./parts.ts";
import { pathOf } from "./track.ts";

const LINES = "application/x-ndjson";
const MULTIPART = 'multipart/mixed;boundary="graphql";deferSpec=20220824';

const total = (ledger: Ledger) => CLASSES.reduce((sum, name) => sum + ledger[name], 0);
const linesOf = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const multipartOf = (...values: readonly unknown[]) =>
  `--graphql${values.map((value) => `\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(value)}\r\n--graphql`).join("")}--\r\n`;

/** Names that no pointer has to escape, nor JavaScript has plans for. */
const name = fc.string({ minLength: 1, unit: fc.constantFrom(..."abcdefgh") });
const members = fc.dictionary(name, fc.jsonValue({ noUnicodeString: false }), { minKeys: 1, noNullPrototype: true });

describe("an answer in parts", () => {
  test("is the same in lines and by multipart as at once, wherever it is cut, and its ledger closes", () => {
    fc.assert(
      fc.property(members, members, fc.func(fc.constantFrom(...CLASSES)), (above, rest, classOf) => {
        const below = Object.fromEntries(Object.entries(rest).filter(([key]) => !Object.hasOwn(above, key)));
        const whole = JSON.parse(JSON.stringify({ ...above, ...below })) as unknown;
        const patch = Object.entries(below).map(([key, value]) => ({ op: "add", path: `/${key}`, value }));
        const parts = [
          { data: above, hasNext: true },
          { incremental: [{ data: below, path: [] }], hasNext: false },
        ];
        for (const [text, type, merge] of [
          [linesOf(above, patch), LINES, mergeLines],
          [multipartOf(...parts), MULTIPART, mergeIncremental],
        ] as const) {
          const body = readBody(text, type);
          expect(merge(body.value as unknown[]).whole).toEqual(whole);
          expect(total(body.account([], (keys) => classOf(pathOf(keys))))).toBe(Buffer.byteLength(text));
        }
      }),
    );
  });

  test("may have what is a line end to others and a character to JSON", () => {
    const data = { name: "Lamp\u2028\u2029" };
    for (const [text, type, value] of [
      [linesOf(data, []), LINES, [data, []]],
      [multipartOf({ data, hasNext: false }), MULTIPART, [{ data, hasNext: false }]],
      [`event: next\ndata: ${JSON.stringify(data)}\n\n`, "text/event-stream", [data]],
    ] as const) {
      const body = readBody(text, type);
      expect(body.value).toEqual(value);
      expect(total(body.account([], () => "used"))).toBe(Buffer.byteLength(text));
    }
  });

  test("says of each piece where it came, below what is there already too", () => {
    const { whole, pieces } = mergeIncremental([
      { data: { sales: { count: 3 } }, hasNext: true },
      { incremental: [{ data: { sales: { top: [{ name: "Lamp" }] }, orders: [] }, path: [] }], hasNext: false },
    ]);
    expect(whole).toEqual({ sales: { count: 3, top: [{ name: "Lamp" }] }, orders: [] });
    expect(pieces).toEqual([
      { part: 0, at: [], keys: ["0", "data"] },
      { part: 1, at: ["sales", "top"], keys: ["1", "incremental", "0", "data", "sales", "top"] },
      { part: 1, at: ["orders"], keys: ["1", "incremental", "0", "data", "orders"] },
    ]);
  });

  test("is refused when something is told twice, and when it breaks off", () => {
    const first = { data: { name: "Lamp" }, hasNext: true };
    const part = { data: { name: "Lamp" }, path: [] };
    expect(() => mergeIncremental([first, { incremental: [part], hasNext: false }])).toThrow("name is told twice");
    expect(() => mergeLines([{ name: "Lamp" }, [{ op: "add", path: "/name", value: "Lamp" }]])).toThrow("told twice");
    expect(() => mergeIncremental([first])).toThrow("broke off");
  });

  test("tells the errors of all parts, and which could not be had", () => {
    const [error, other] = [{ message: "no name" }, { message: "no seller" }];
    const { whole, errors, lost } = mergeIncremental([
      { data: { product: { name: null } }, errors: [error], hasNext: true },
      { incremental: [{ data: null, path: ["product"], errors: [other] }], hasNext: false },
    ]);
    expect({ whole, errors, lost }).toEqual({
      whole: { product: { name: null } },
      errors: [error, other],
      lost: [["product"]],
    });
  });

  test("has a part when its line, or the boundary after it, is there", () => {
    for (const [text, type, mark] of [
      [linesOf({ a: "ä" }, []), LINES, "\n"],
      [multipartOf({ data: {} }, { hasNext: false }), MULTIPART, "--graphql"],
    ] as const) {
      const [first, second] = partsOf(text, type) ?? [];
      expect(text.slice(0, first?.end).endsWith(mark)).toBe(true);
      expect(text.slice(first?.end, second?.end).endsWith(mark)).toBe(true);
      expect(JSON.parse(second?.json ?? "")).toEqual(type === LINES ? [] : { hasNext: false });
    }
    expect(partsOf("{}", "application/json")).toBe(undefined);
  });

  test("counts what stands around its parts as control", () => {
    const text = multipartOf({ data: { name: "Lamp" }, hasNext: false });
    const { used, control } = readBody(text, MULTIPART).account([], (keys) =>
      keys.at(-1) === "name" ? "used" : "control",
    );
    expect(used).toBe('{"data":{"name":"Lamp"},}'.length);
    expect(control).toBe(text.length - used);
  });
});
