import { expect, it } from "vitest";
import { believing, startCinema } from "../testing/cinema.ts";
import { startGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";
import type { Explanation } from "./explanation.ts";

const JOINED = "query Shelf($n: ID!) { book(isbn: $n) { title author { name } } books { author { name } } }";
const ASKED = { query: JOINED, variables: { n: "1" }, extensions: { explain: true } };

interface Explained {
  readonly data: unknown;
  readonly extensions?: { readonly explain?: Explanation };
}

async function explain(url: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(ASKED),
  });
  return { headers: response.headers, body: (await response.json()) as Explained };
}

it("tells in development how an operation was answered: its plan, each request, its cost and how long it may be kept", async () => {
  await using books = await startBooks({ answerHeaders: () => ({ "cache-control": "max-age=60, public" }) });
  await using authors = await startAuthors({ answerHeaders: () => ({ "cache-control": "max-age=30, public" }) });
  const sdl = librarySupergraph({ books: books.url, authors: authors.url });
  await using gateway = await startGateway(sdl, { explain: "everybody" });
  const { headers, body } = await explain(gateway.url);
  expect(headers.get("cache-control")).toBe("private, no-store");
  const explanation = body.extensions?.explain;
  expect(explanation).toMatchObject({
    version: 1,
    redacted: false,
    operation: { name: "Shelf", kind: "query" },
    supergraph: expect.stringMatching(/^[0-9a-f]{64}$/),
    plan: { node: { kind: "Sequence" } },
    cost: { estimated: 22, actual: 6 },
    cachePolicy: { maxAge: 30, isPublic: true },
  });
  expect(explanation?.plan.text).toMatch(/^Sequence\n {2}Fetch books\n {4}query Shelf__books__0/);
  const [first, ...others] = explanation?.fetches ?? [];
  expect(first).toEqual({
    subgraph: "books",
    path: [],
    query: expect.stringContaining("book(isbn:"),
    operationName: "Shelf__books__0",
    variables: { n: "1" },
    startMs: expect.any(Number),
    durationMs: expect.any(Number),
    status: 200,
    bytes: { sent: expect.any(Number), received: expect.any(Number) },
    retries: 0,
    shared: false,
    failed: false,
  });
  expect(others.map(({ subgraph }) => subgraph)).toEqual(["authors", "authors"]);
  const many = others.find(({ path }) => path.includes("@"));
  expect(many).toMatchObject({
    path: ["books", "@", "author"],
    representations: { needed: 2, sent: 2 },
    variables: {
      representations: [
        { __typename: "Author", id: "a" },
        { __typename: "Author", id: "b" },
      ],
    },
  });
  expect((await gateway.ask(JOINED, { variables: { n: "1" } })).headers.get("cache-control")).toBe(
    "max-age=30, public",
  );
});

it("tells in production those alone who hold the scope, and no values", async () => {
  await using cinema = await startCinema();
  await using gateway = await startGateway(cinema.sdl, { identity: believing });
  const query = "query ($n: Int) { films(first: $n) { margin } }";
  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables: { n: 1 }, extensions: { explain: true } }),
    });
    return (await response.json()) as Explained;
  };
  expect((await ask({})).extensions).toBeUndefined();
  expect((await ask({ authorization: "Bearer ada" })).extensions).toBeUndefined();
  const { data, extensions } = await ask({ authorization: "Bearer ada gateway:explain" });
  expect(data).toEqual({ films: [{ margin: 900 }] });
  expect(extensions?.explain).toMatchObject({
    redacted: true,
    fetches: [{ subgraph: "films" }, { subgraph: "money" }],
  });
  expect(extensions?.explain?.fetches[1]).toMatchObject({ representations: { needed: 1, sent: 1 } });
  expect(JSON.stringify(extensions)).not.toMatch(/"variables":|"f1"/);
});

it("says of what failed that it did, and how often it was tried", async () => {
  await using books = await startBooks({ answer: { status: 503, type: "text/plain", text: "later" } });
  await using authors = await startAuthors();
  const sdl = librarySupergraph({ books: books.url, authors: authors.url });
  await using gateway = await startGateway(sdl, { explain: "everybody" });
  const { body } = await explain(gateway.url);
  expect(body.extensions?.explain?.fetches).toMatchObject([{ subgraph: "books", failed: true, retries: 2 }]);
});

it("says that an answer with errors, or in parts, may not be kept, whatever its subgraphs say", async () => {
  const kept = { answerHeaders: () => ({ "cache-control": "max-age=60, public" }) };
  await using books = await startBooks(kept);
  await using authors = await startAuthors({ ...kept, answer: { status: 503, type: "text/plain", text: "later" } });
  const sdl = librarySupergraph({ books: books.url, authors: authors.url });
  await using gateway = await startGateway(sdl, { explain: "everybody" });
  const KEPT_BY_NOBODY = { maxAge: 0, isPublic: false };
  const { body } = await explain(gateway.url);
  expect(body.extensions?.explain?.cachePolicy).toEqual(KEPT_BY_NOBODY);
  expect((await gateway.ask(JOINED, { variables: { n: "1" } })).headers.get("cache-control")).toBe("private, no-store");
  const inParts = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "multipart/mixed;deferSpec=20220824" },
    body: JSON.stringify({ query: "{ books { isbn ... @defer { title } } }", extensions: { explain: true } }),
  });
  expect(inParts.headers.get("cache-control")).toContain("no-store");
  const last = (await inParts.text()).split("\r\n").findLast((line) => line.includes('"explain"')) ?? "{}";
  expect(JSON.parse(last).extensions.explain.cachePolicy).toEqual(KEPT_BY_NOBODY);
});
