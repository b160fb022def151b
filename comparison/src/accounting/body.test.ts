import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBody } from "./body.ts";
import { CLASSES, type Ledger } from "./ledger.ts";
import { pathOf } from "./track.ts";

const total = (ledger: Ledger) => CLASSES.reduce((sum, name) => sum + ledger[name], 0);

describe("the ledger of what is not JSON", () => {
  test("closes to the last byte on any table, whatever is called used, and reads what was written", () => {
    const cell = fc.string({ unit: "grapheme" });
    const tables = fc.integer({ min: 1, max: 4 }).chain((columns) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 5 }).map((rows) => ({
        names: Array.from({ length: columns }, (_, at) => `c${at}`),
        rows,
      })),
    );
    fc.assert(
      fc.property(tables, fc.func(fc.constantFrom(...CLASSES)), ({ names, rows }, classOf) => {
        const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
        const text = [names, ...rows].map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
        const body = readBody(text, "text/csv");
        const read = rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
        expect(body.value).toEqual(read);
        expect(total(body.account([], (keys) => classOf(pathOf(keys))))).toBe(Buffer.byteLength(text));
      }),
    );
  });

  test("calls a table's head control, and a cell what it is used for", () => {
    const { used, control, wasted } = readBody("id,name\r\n7,Ada\r\n", "text/csv; charset=utf-8").account(
      [],
      ([, column]) => (column === "name" ? "used" : "wasted"),
    );
    expect({ used, control, wasted }).toEqual({
      used: "Ada\r\n".length,
      control: "id,name\r\n".length,
      wasted: "7,".length,
    });
  });

  test("calls what stands around events control, and heartbeats too", () => {
    const data = '{"status":"SHIPPED"}';
    const text = `:\n\nid: 3\nevent: changed\ndata: ${data}\n\n:\n\n`;
    const body = readBody(text, "text/event-stream");
    expect(body.value).toEqual([{ status: "SHIPPED" }]);
    const ledger = body.account([], () => "used");
    expect(ledger.used).toBe(data.length);
    expect(ledger.control).toBe(text.length - data.length);
  });

  test("has the last line of a text also where its end is missing", () => {
    const text = '{"a":1}\n{"b":2}';
    const body = readBody(text, "application/x-ndjson");
    expect(body.value).toEqual([{ a: 1 }, { b: 2 }]);
    expect(body.account([], () => "used")).toMatchObject({ used: text.length - 1, control: 1 });
  });

  test("is refused where something stands around that is neither a part nor its frame", () => {
    const multipart = 'multipart/mixed;boundary="graphql"';
    const whole = '--graphql\r\ncontent-type: application/json\r\n\r\n{"data":{}}\r\n--graphql--\r\n';
    const account = (text: string, type: string) => () => readBody(text, type).account([], () => "used");
    expect(account(whole, multipart)).not.toThrow();
    expect(account(`${whole}{"late":true}`, multipart)).toThrow("the ledger does not close");
    expect(account(whole.replace("--graphql--\r\n", ""), multipart)).toThrow("the ledger does not close");
    expect(account('data: {"a":1}\n\nsorry\n', "text/event-stream")).toThrow('"sorry" is no part');
  });

  test("takes a picture for one leaf, and nothing for nothing", () => {
    expect(readBody("<svg/>", "image/svg+xml").account(["0"], () => "used").used).toBe(6);
    expect(total(readBody("", "application/json").account([], () => "used"))).toBe(0);
  });
});
