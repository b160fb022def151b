import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DeferredLibrary, startDeferredLibrary } from "../../testing/deferred-library.ts";
import { openStream } from "../../testing/open-stream.ts";

const AUGUST_2022 = "multipart/mixed;deferSpec=20220824";
const V02 = "multipart/mixed;incrementalSpec=v0.2";
const BOOK = 'query Book { book(isbn: "1") { title ... @defer(label: "by") { author { name } } } }';

let library: DeferredLibrary;

beforeAll(async () => {
  library = await startDeferredLibrary();
});
afterAll(() => library?.[Symbol.asyncDispose]());
beforeEach(() => library.hold());

const open = (accept: string, query: string, more: object = {}) =>
  openStream(library.gateway.url, accept, { query, ...more });

const part = (json: string) => `\r\ncontent-type: application/json\r\n\r\n${json}\r\n--graphql`;

describe("an answer in parts, byte by byte", () => {
  it("is one of August 2022, where a part says its path and its label", async () => {
    const stream = await open(`${AUGUST_2022}, application/json`, BOOK);
    expect(stream.response.status).toBe(200);
    expect(stream.response.headers.get("content-type")).toBe('multipart/mixed;boundary="graphql";deferSpec=20220824');
    expect(stream.response.headers.get("cache-control")).toBe("no-store");
    expect(await stream.until('hasNext":true}\r\n--graphql')).toBe(
      `--graphql${part('{"data":{"book":{"title":"Pickwick"}},"hasNext":true}')}`,
    );
    library.release();
    expect(await stream.rest()).toBe(
      `${part('{"incremental":[{"data":{"author":{"name":"Dickens"}},"path":["book"],"label":"by"}],"hasNext":false}')}--\r\n`,
    );
  });

  it("is one of v0.2, where it is told what is pending, and completed", async () => {
    const stream = await open(`${V02}, application/json`, BOOK);
    expect(stream.response.headers.get("content-type")).toBe('multipart/mixed;boundary="graphql";incrementalSpec=v0.2');
    expect(await stream.until('hasNext":true}\r\n--graphql')).toBe(
      `--graphql${part(
        '{"data":{"book":{"title":"Pickwick"}},"pending":[{"id":"0","path":["book"],"label":"by"}],"hasNext":true}',
      )}`,
    );
    library.release();
    expect(await stream.rest()).toBe(
      `${part(
        '{"incremental":[{"id":"0","data":{"author":{"name":"Dickens"}}}],"completed":[{"id":"0"}],"hasNext":false}',
      )}--\r\n`,
    );
  });

  it("is a stream of server-sent events, in the older form unless the operation names the newer", async () => {
    library.release();
    const older = await open("text/event-stream", BOOK);
    const end = "event: complete\ndata:\n\n";
    expect(await older.rest()).toBe(
      ':\n\nevent: next\ndata: {"data":{"book":{"title":"Pickwick"}},"hasNext":true}\n\n' +
        'event: next\ndata: {"incremental":[{"data":{"author":{"name":"Dickens"}},"path":["book"],"label":"by"}],"hasNext":false}\n\n' +
        end,
    );
    const newer = await open("text/event-stream", BOOK, { extensions: { incrementalSpec: "v0.2" } });
    expect(await newer.rest()).toContain('data: {"incremental":[{"id":"0","data":{"author":{"name":"Dickens"}}}],');
    const unknown = await open("text/event-stream", BOOK, { extensions: { incrementalSpec: "v9" } });
    expect(await unknown.rest()).toContain("extensions.incrementalSpec must be one of: 20220824, v0.2.");
  });
});

describe("an answer in parts that is coded", () => {
  it.each(["gzip", "br", "zstd"])("in %s can be read as far as it has come, and says what it is", async (coding) => {
    const headers = { "accept-encoding": coding };
    const stream = await openStream(library.gateway.url, AUGUST_2022, { query: BOOK }, headers);
    expect(stream.response.headers.get("content-encoding")).toBe(coding);
    expect(stream.response.headers.get("vary")).toContain("accept-encoding");
    expect(await stream.until('hasNext":true}\r\n--graphql')).toContain('"title":"Pickwick"');
    library.release();
    expect(await stream.rest()).toContain('"name":"Dickens"');
  });

  it("in events is not coded, nor for a client that takes none", async () => {
    library.release();
    for (const [accept, encoding] of [
      ["text/event-stream", "gzip"],
      [AUGUST_2022, "identity"],
    ] as const) {
      const headers = { "accept-encoding": encoding };
      const stream = await openStream(library.gateway.url, accept, { query: BOOK }, headers);
      expect(stream.response.headers.get("content-encoding")).toBe(null);
      expect(await stream.rest()).toContain('"name":"Dickens"');
    }
  });
});

describe("a client that takes answers in parts", () => {
  it("gets one patch for each element of a list, all together", async () => {
    library.release();
    const stream = await open(AUGUST_2022, "{ books { isbn ...A @defer } } fragment A on Book { author { name } }");
    expect(await stream.rest()).toContain(
      '{"incremental":[{"data":{"author":{"name":"Dickens"}},"path":["books",0]},' +
        '{"data":{"author":{"name":"Eliot"}},"path":["books",1]}],"hasNext":false}',
    );
  });

  it("gets a fragment in a fragment after what stands around it, and in v0.2 nothing twice", async () => {
    library.release();
    const query = `{ book(isbn: "1") { isbn ... @defer(label: "outer") { isbn title
      author { id ... @defer(label: "inner") { id name } } } } }`;
    const newer = await open(V02, query);
    const texts = (await newer.rest()).split("\r\n").filter((line) => line.startsWith("{"));
    expect(texts).toEqual([
      '{"data":{"book":{"isbn":"1"}},"pending":[{"id":"0","path":["book"],"label":"outer"}],"hasNext":true}',
      '{"pending":[{"id":"1","path":["book","author"],"label":"inner"}],"incremental":[{"id":"0","data":{"title":"Pickwick","author":{"id":"a"}}}],"completed":[{"id":"0"}],"hasNext":true}',
      '{"incremental":[{"id":"1","data":{"name":"Dickens"}}],"completed":[{"id":"1"}],"hasNext":false}',
    ]);
    const older = await open(AUGUST_2022, query);
    expect(await older.rest()).toContain(
      '{"incremental":[{"data":{"id":"a","name":"Dickens"},"path":["book","author"],"label":"inner"}],"hasNext":false}',
    );
  });

  it("gets in v0.2 what is new of an object that it has, by its sub-path", async () => {
    library.release();
    const stream = await open(
      V02,
      '{ book(isbn: "1") { author { id } } ... @defer { book(isbn: "1") { author { name } } } }',
    );
    expect(await stream.rest()).toContain(
      '{"incremental":[{"id":"0","subPath":["book","author"],"data":{"name":"Dickens"}}],"completed":[{"id":"0"}],"hasNext":false}',
    );
  });

  it.each([
    ["nothing is deferred", "{ books { isbn } }", {}],
    [
      "the condition does not hold",
      "query ($late: Boolean!) { books { isbn ... @defer(if: $late) { isbn } } }",
      { late: false },
    ],
    ["there is nothing to defer it on", '{ book(isbn: "none") { isbn ... @defer { title } } }', {}],
  ])("gets JSON when %s, and one part when it takes nothing else", async (_why, query, variables) => {
    const whole = await open(`${AUGUST_2022}, application/json`, query, { variables });
    expect(whole.response.headers.get("content-type")).toMatch(/^application\/json/);
    const text = await whole.rest();
    const single = await open(AUGUST_2022, query, { variables });
    expect(await single.rest()).toBe(`--graphql${part(`${text.slice(0, -1)},"hasNext":false}`)}--\r\n`);
  });
});

describe("a client that takes no answer in parts", () => {
  it("gets the whole, as the specification allows", async () => {
    library.release();
    const stream = await open("application/json", BOOK);
    expect(await stream.rest()).toBe('{"data":{"book":{"title":"Pickwick","author":{"name":"Dickens"}}}}');
  });
});
