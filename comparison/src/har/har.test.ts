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

describe("recorded traffic of other kinds", () => {
  test("is read in lines, in parts and as events, with what stands around as control", () => {
    const lamp = { data: { name: "Lamp", stock: 3 } };
    const json = JSON.stringify(lamp);
    const multipart = `--x\r\ncontent-type: application/json\r\n\r\n${json}\r\n--x--\r\n`;
    const answers = [
      { url: "/lines", body: `${json}\n${json}`, at: 0, type: "application/x-ndjson" },
      { url: "/parts", body: multipart, at: 60, type: 'multipart/mixed;boundary="x"' },
      { url: "/events", body: `event: next\ndata: ${json}\n\n`, at: 120, type: "text/event-stream" },
    ];
    const text = har([archive(...answers), "--used", "data.name"]);
    const wasted = '"stock":3'.length;
    const classes = answers.map(({ url }) => cells(text, `GET ${url}`)?.slice(1));
    expect(classes).toEqual([
      [2 * json.length + 1, 2 * (json.length - wasted), 0, 1, 2 * wasted].map(String),
      [multipart.length, json.length - wasted, 0, multipart.length - json.length, wasted].map(String),
      [json.length + 20, json.length - wasted, 0, 20, wasted].map(String),
    ]);
    expect(text).not.toContain("Left out");
  });

  test("takes a name that is a number for a name", () => {
    const file = archive({ url: "/sales", body: '{"2025":{"sold":1},"2026":{"sold":22}}', at: 0 });
    expect(cells(har([file, "--used", "2025.sold"]), "GET /sales")?.at(-1)).toBe(String('"sold":22{}"2026":'.length));
  });

  test("has the size that Chrome gives an answer, where it does not know its head and body apart", () => {
    const file = join(folder, "chrome.har");
    const content = { mimeType: "application/json", text: '{"a":1}' };
    const request = { method: "GET", url: "https://shop.example/a", headersSize: -1, bodySize: 0 };
    const response = { status: 200, headersSize: -1, bodySize: -1, _transferSize: 123, content };
    const entry = { startedDateTime: "2026-01-01T00:00:00Z", time: 1, request, response };
    writeFileSync(file, JSON.stringify({ log: { entries: [entry] } }));
    const text = har([file, "--used", "a"]);
    expect(cells(text, "all")?.[0]).toBe("123");
    expect(text).toContain("without the heads of requests, in 1 of 1");
  });
});

describe("recorded traffic as programs really save it", () => {
  const url = "https://shop.example/a";
  const started = "2026-01-01T00:00:00Z";
  const content = { mimeType: "application/json", text: '{"a":1}' };
  const answered = {
    startedDateTime: started,
    time: 1,
    request: { method: "GET", url },
    response: { status: 200, content },
  };
  const saved = (entries: readonly object[], before = "") => {
    const file = join(folder, `saved-${archives++}.har`);
    writeFileSync(file, before + JSON.stringify({ log: { entries } }));
    return har([file, "--used", "a"]);
  };

  test("may begin with a byte order mark, as Fiddler's does", () => {
    expect(saved([answered], "\uFEFF")).toContain("1 answers of JSON, 1 in a row.");
  });

  test("may have an answer that failed or had not ended: the others are accounted for", () => {
    const failed = {
      startedDateTime: started,
      time: null,
      request: { method: "GET", url, headersSize: null, bodySize: null },
      response: { status: null, headersSize: null, bodySize: null, content: { mimeType: null, text: null } },
    };
    const text = saved([failed, answered]);
    expect(text).toContain("1 answers of JSON, 1 in a row.");
    expect(text).toMatch(/Left out, .*: 1\.$/m);
  });

  test("nothing is known to have waited for what had not ended", () => {
    const later = { ...answered, startedDateTime: "2026-01-01T00:00:09Z" };
    const { time: _, ...open } = answered;
    expect(saved([open, later])).toContain("2 answers of JSON, 1 in a row.");
  });

  test("has nothing on the wire of what Chrome found in its cache", () => {
    const response = { status: 200, headersSize: 400, bodySize: 0, _transferSize: 0, content };
    const request = { ...answered.request, headersSize: -1, bodySize: 0 };
    const text = saved([{ ...answered, _fromCache: "disk", request, response }]);
    expect(cells(text, "all")?.[0]).toBe("0");
    expect(text).not.toContain("without the heads of requests");
  });

  test("is read in parts where Chrome keeps the boundary only among the headers", () => {
    const text = `--x\r\ncontent-type: application/json\r\n\r\n${content.text}\r\n--x--\r\n`;
    const headers = [{ name: "Content-Type", value: 'multipart/mixed; boundary="x"' }];
    const response = { status: 200, headers, content: { mimeType: "multipart/mixed", text } };
    expect(cells(saved([{ ...answered, response }]), "GET /a")?.slice(1)).toEqual(
      [text.length, content.text.length, 0, text.length - content.text.length, 0].map(String),
    );
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
