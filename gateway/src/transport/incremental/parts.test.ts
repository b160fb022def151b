import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DeferredLibrary, startDeferredLibrary } from "../../testing/deferred-library.ts";
import { listeningLogger } from "../../testing/logger.ts";
import { openStream } from "../../testing/open-stream.ts";
import { createReaders } from "../../testing/readers.ts";

const AUGUST_2022 = "multipart/mixed;deferSpec=20220824, application/json";
const V02 = "multipart/mixed;incrementalSpec=v0.2, application/json";
const BY = "query By { books { isbn ... @defer { author { name } } } }";

const { logger, until } = listeningLogger();
let library: DeferredLibrary;

beforeAll(async () => {
  library = await startDeferredLibrary({
    logger,
    identity: createReaders(),
    watch: true,
    explain: "everybody",
    introspection: true,
  });
});
afterAll(() => library?.[Symbol.asyncDispose]());
beforeEach(() => library.hold());

const open = (accept: string, request: object, headers = {}) =>
  openStream(library.gateway.url, accept, request, headers);

/** The parts of an answer, all of them. */
async function parts(accept: string, query: string, more: object = {}): Promise<unknown[]> {
  library.release();
  const stream = await open(accept, { query, ...more });
  return partsIn(await stream.rest());
}

const partsIn = (text: string): unknown[] =>
  text
    .split("\r\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));

describe("errors in an answer in parts", () => {
  const UNKNOWN = { message: "Nobody knows.", extensions: { code: "UNKNOWN", serviceName: "authors" } };

  it("come with the part whose field they are about", async () => {
    const query = '{ book(isbn: "1") { isbn ... @defer { title author { born } } } }';
    const error = { ...UNKNOWN, path: ["book", "author", "born"] };
    const data = { title: "Pickwick", author: { born: null } };
    expect(await parts(AUGUST_2022, query)).toEqual([
      { data: { book: { isbn: "1" } }, hasNext: true },
      { incremental: [{ data, path: ["book"], errors: [error] }], hasNext: false },
    ]);
    const [, second] = await parts(V02, query);
    expect(second).toEqual({
      incremental: [{ id: "0", data, errors: [error] }],
      completed: [{ id: "0" }],
      hasNext: false,
    });
  });

  it("take with a null that is forbidden their own part, and no other", async () => {
    const query = "{ books { isbn ... @defer { author { works } } } }";
    const error = expect.objectContaining({ path: ["books", 1, "author", "works"] });
    const [, older] = await parts(AUGUST_2022, query);
    expect(older).toEqual({
      incremental: [
        { data: { author: { works: 15 } }, path: ["books", 0] },
        { data: null, path: ["books", 1], errors: [error] },
      ],
      hasNext: false,
    });
    const [, newer] = await parts(V02, query);
    expect(newer).toEqual({
      incremental: [{ id: "0", data: { author: { works: 15 } } }],
      completed: [{ id: "0" }, { id: "1", errors: [error] }],
      hasNext: false,
    });
  });

  it("leave nothing to wait for where the place of a part became null", async () => {
    expect(await parts(V02, '{ book(isbn: "2") { author { works } ... @defer { title } } }')).toEqual([
      { errors: [expect.objectContaining({ path: ["book", "author", "works"] })], data: { book: null } },
    ]);
    const inner = await parts(V02, '{ book(isbn: "2") { ... @defer { author { works ... @defer { name } } } } }');
    expect(inner.at(-1)).toMatchObject({ completed: [{ id: "0", errors: [expect.anything()] }], hasNext: false });
  });

  it("tell what may not be seen in the part that asks for it, and it is not fetched", async () => {
    const query = '{ book(isbn: "1") { isbn ... @defer { author { name address } } } }';
    const before = library.authors.requests.length;
    const [first, second] = await parts(AUGUST_2022, query);
    expect(first).not.toHaveProperty("errors");
    expect(second).toMatchObject({
      incremental: [
        {
          data: { author: { name: "Dickens", address: null } },
          errors: [{ path: ["book", "author", "address"], extensions: { code: "UNAUTHORIZED_FIELD_OR_TYPE" } }],
        },
      ],
    });
    const asked = library.authors.requests.slice(before).map((request) => request.query);
    expect(asked.join()).toContain("name");
    expect(asked.join()).not.toContain("address");
    const known = await open(AUGUST_2022, { query }, { authorization: "ada" });
    expect(partsIn(await known.rest())[1]).toMatchObject({
      incremental: [{ data: { author: { address: "London" } } }],
    });
  });
});

describe("an answer in parts", () => {
  it("is given up when its client leaves", async () => {
    const stream = await open(AUGUST_2022, { query: BY });
    await stream.until("--graphql");
    const aborted = library.aborted();
    stream.leave();
    await aborted;
  });

  it("has the time of one operation: what is missing then is an error, and it ends", async () => {
    const stream = await open(AUGUST_2022, { query: BY }, { "x-deadline-ms": "1000" });
    expect(partsIn(await stream.rest()).at(-1)).toMatchObject({
      incremental: [
        { data: null, path: ["books", 0], errors: [{ extensions: { code: "GATEWAY_TIMEOUT" } }] },
        { data: null, path: ["books", 1], errors: [{ extensions: { code: "GATEWAY_TIMEOUT" } }] },
      ],
      hasNext: false,
    });
  });

  it("is carried on by the supergraph that it began with", async () => {
    const stream = await open(AUGUST_2022, { query: BY });
    await stream.until("--graphql");
    const swapped = until("a new supergraph is served");
    await library.gateway.write(`# another\n${library.sdl}`);
    await swapped;
    library.release();
    expect(partsIn(await stream.rest())).toMatchObject([
      { incremental: [{ data: { author: { name: "Dickens" } } }, {}] },
    ]);
  });

  it("is logged once, when it has ended, with the errors of all its parts", async () => {
    const logged = until('"operation":"Born","type":"query"');
    const withErrors = until('"errors":["UNKNOWN"],"msg":"operation"');
    await parts(V02, 'query Born { book(isbn: "1") { isbn ... @defer { author { born } } } }');
    await Promise.all([logged, withErrors]);
  });

  it("is explained in its last part, each request with the part that it was for", async () => {
    const all = await parts(V02, BY, { extensions: { explain: true } });
    expect(all[0]).not.toHaveProperty("extensions");
    const fetches = [
      { subgraph: "books", path: [] },
      { subgraph: "books", part: "p1" },
      { subgraph: "authors", part: "p1" },
    ];
    expect(all.at(-1)).toMatchObject({ extensions: { explain: { plan: { node: { kind: "Defer" } }, fetches } } });
  });

  it("may be that of a mutation", async () => {
    expect(await parts(V02, 'mutation { lend(isbn: "1") { isbn ... @defer { author { name } } } }')).toMatchObject([
      { data: { lend: { isbn: "1" } } },
      { incremental: [{ data: { author: { name: "Dickens" } } }], hasNext: false },
    ]);
  });

  it("is kept by nobody, though it was asked for by GET", async () => {
    library.release();
    const url = `${library.gateway.url}/graphql?query=${encodeURIComponent(BY)}`;
    const response = await fetch(url, { headers: { accept: AUGUST_2022, "apollo-require-preflight": "1" } });
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(partsIn(await response.text())).toHaveLength(2);
  });
});

describe("a document is refused", () => {
  it.each([
    [
      "with two labels that are equal",
      '{ ... @defer(label: "x") { books { isbn } } ... @defer(label: "x") { books { title } } }',
      /must be unique/,
    ],
    ["with a label in a variable", "query ($l: String) { ... @defer(label: $l) { books { isbn } } }", /static string/],
    [
      "with deferred root fields of a mutation",
      'mutation { ... @defer { lend(isbn: "1") { isbn } } }',
      /root mutation type/,
    ],
    ["with @stream, which the planner does not have", "{ books @stream { isbn } }", /Unknown directive "@stream"/],
    ["with @defer on a field", "{ books @defer { isbn } }", /may not be used on FIELD/],
  ])("%s", async (_what, query, message) => {
    const { errors } = await library.gateway.ask(query, { headers: { accept: AUGUST_2022 } });
    expect(errors).toMatchObject([
      { message: expect.stringMatching(message), extensions: { code: "GRAPHQL_VALIDATION_FAILED" } },
    ]);
  });

  it("with a condition that is null", async () => {
    const query = "query ($late: Boolean = true) { books { ... @defer(if: $late) { isbn } } }";
    const { errors } = await library.gateway.ask(query, { variables: { late: null } });
    expect(errors?.[0]?.extensions["code"]).toBe("BAD_USER_INPUT");
  });

  it("while tools learn from the schema that fragments may be deferred", async () => {
    const { data } = await library.gateway.ask("{ __schema { directives { name locations } } }");
    expect(data).toMatchObject({
      __schema: {
        directives: expect.arrayContaining([{ name: "defer", locations: ["FRAGMENT_SPREAD", "INLINE_FRAGMENT"] }]),
      },
    });
  });
});
