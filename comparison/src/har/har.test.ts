import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { har } from "./command.ts";

const folder = mkdtempSync(join(tmpdir(), "har-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly url: string;
  readonly body: string;
  readonly at: number;
  readonly type?: string;
  readonly status?: number;
  readonly encoding?: string;
}

let archives = 0;

function archive(...answers: readonly Answer[]): string {
  const file = join(folder, `traffic-${archives++}.har`);
  const entries = answers.map(({ url, body, at, type = "application/json", status = 200, encoding }) => ({
    startedDateTime: new Date(1_800_000_000_000 + at).toISOString(),
    time: 50,
    request: { method: "GET", url: `https://shop.example${url}`, headersSize: 100, bodySize: 0, headers: [] },
    response: {
      status,
      headersSize: 200,
      bodySize: Buffer.byteLength(body),
      content: { mimeType: type, text: body, ...(encoding && { encoding }) },
    },
  }));
  writeFileSync(file, JSON.stringify({ log: { version: "1.2", entries } }));
  return file;
}

const cells = (text: string, row: string) =>
  text
    .split("\n")
    .find((line) => line.startsWith(row))
    ?.slice(row.length)
    .trim()
    .split(/\s+/);

describe("recorded traffic", () => {
  const products = '{"products":[{"id":"p1","name":"Lamp","stock":3}]}';
  const seller = '{"seller":{"id":"u1","name":"Sol","bio":"long"}}';

  test("is accounted for to the last byte, by the fields that were used", () => {
    const file = archive({ url: "/products", body: products, at: 0 }, { url: "/seller", body: seller, at: 60 });
    const text = har([file, "--used", "products.name,seller.name"]);
    const used = '{"products":[{"name":"Lamp",}]}'.length;
    expect(cells(text, "GET /products")).toEqual([
      String(300 + products.length),
      String(products.length),
      String(used),
      "0",
      String('"id":"p1",'.length),
      String('"stock":3'.length),
    ]);
    expect(text).toContain("2 answers of JSON, 2 in a row.");
  });

  test("counts what began before another had ended as sent at once, and leaves out what is no JSON", () => {
    const page = { url: "/", body: "<h1>Shop</h1>", at: 0, type: "text/html" };
    const file = archive(page, { url: "/products", body: products, at: 10 }, { url: "/seller", body: seller, at: 20 });
    const text = har([file, "--used", "products"]);
    expect(text).toContain("2 answers of JSON, 1 in a row.");
    expect(text).toMatch(/Left out, .*: 1\.$/m);
  });

  test("counts a whole field by its name, spaces as control, and bodies that are kept in base64", () => {
    const spaced = JSON.stringify(JSON.parse(products), null, 2);
    const body = Buffer.from(spaced).toString("base64");
    const text = har([archive({ url: "/products", body, at: 0, encoding: "base64" }), "--used", "products"]);
    expect(cells(text, "GET /products")?.slice(1)).toEqual([
      String(spaced.length),
      String(products.length),
      "0",
      String(spaced.length - products.length),
      "0",
    ]);
  });

  test("that was saved without sizes has no bytes on the wire, rather than wrong ones", () => {
    const file = join(folder, "sizes.har");
    const content = { mimeType: "application/json", text: products };
    const request = { method: "GET", url: "https://shop.example/products" };
    const entry = { startedDateTime: "2026-01-01T00:00:00Z", time: 1, request, response: { status: 200, content } };
    writeFileSync(file, JSON.stringify({ log: { entries: [entry] } }));
    expect(cells(har([file, "--used", "products"]), "all")?.[0]).toBe("unknown");
  });
});

describe("an archive that cannot be accounted for is refused in one line", () => {
  const file = archive({ url: "/products", body: '{"a":1}', at: 0 });
  const text = join(folder, "text.har");
  const other = join(folder, "other.har");
  writeFileSync(text, "hello");
  writeFileSync(other, JSON.stringify({ log: { entries: [{ time: "soon" }] } }));
  const html = join(folder, "html.har");
  writeFileSync(html, JSON.stringify({ log: { entries: [] } }));
  test.each([
    [["nowhere.har", "--used", "a"], "nowhere.har cannot be read"],
    [[text, "--used", "a"], `${text} is no HTTP archive: it is not JSON`],
    [[other, "--used", "a"], `${other} is no HTTP archive: log.entries.0.startedDateTime`],
    [[html, "--used", "a"], "no answer of the archive has JSON: was it saved with content?"],
    [[file, "--used", "a,b.c"], "--used names b.c, which no answer has"],
    [[file], "har needs --used: which fields were used"],
    [[], "har takes one file"],
    [[file, "--quickly"], "--quickly"],
  ])("%j", (args, message) => {
    expect(() => har(args)).toThrow(message);
  });
});
