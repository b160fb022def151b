import { readFile, writeFile } from "node:fs/promises";
import { connect } from "node:http2";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ask, temporaryFolder } from "./testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "./testing/library.ts";
import { runProgram } from "./testing/program.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let supergraph: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  supergraph = inFolder("supergraph.graphql");
  const nowhere = "http://127.0.0.1:1/graphql";
  await writeFile(supergraph, librarySupergraph({ books: nowhere, authors: nowhere }));
});
afterAll(() => folder[Symbol.asyncDispose]());

const inFolder = (name: string) => join(folder.path, name);

it("lists its options and their variables when asked", async () => {
  const { code, stdout } = await runProgram(["--help"]).ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/--subgraph-url NAME=URL \.\.\. +SUBGRAPH_URLS /);
});

it("opens a port for HTTP/2 over TLS beside the plain one, with a certificate made in development", async () => {
  const file = inFolder("tls/localhost.pem");
  await using books = await startBooks();
  await using program = runProgram(
    ["--supergraph", supergraph, "--mode", "development", "--tls-port", "0", "--tls-file", file],
    { PORT: "0", SUBGRAPH_URLS: `books=${books.url}` },
  );
  const url = String((await program.logged("listening"))["tls"]);
  const session = connect(url, { ca: await readFile(file) });
  const request = session.request({ ":method": "POST", ":path": "/graphql", "content-type": "application/json" });
  request.end(JSON.stringify({ query: "{ __typename }" }));
  expect(JSON.parse(await text(request))).toEqual({ data: { __typename: "Query" } });
  session.close();
});

it("takes subgraphs' URLs and measurements' port from its options, and answers what has begun before it ends", async () => {
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const { promise: waiting, resolve: begun } = Promise.withResolvers<void>();
  await using books = await startBooks({ gate, waiting: begun });
  await using authors = await startAuthors();
  await using program = runProgram(["--supergraph", supergraph, "--subgraph-url", `books=${books.url}`], {
    PORT: "0",
    METRICS_PORT: "0",
    SUBGRAPH_URLS: `authors=${authors.url}`,
  });
  expect(await program.logged("listening")).toMatchObject({ mode: "production" });
  const url = String((await program.logged("listening"))["url"]);
  const metrics = await (await fetch(String((await program.logged("listening"))["metrics"]))).text();
  expect(metrics).toContain("graphql_operations_total");

  const slow = ask(url, { query: "query Slow { slow }" });
  await waiting;
  program.kill("SIGTERM");
  await program.logged("draining");
  open();
  expect((await slow).data).toEqual({ slow: "at last" });
  expect(await program.ended).toMatchObject({ code: 0, stderr: "" });
});

it("does as its configuration file says", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  const file = inFolder("gateway.yaml");
  await writeFile(
    file,
    `supergraph: supergraph.graphql
port: 0
log-level: info
readiness: subgraphs
http: { max-batch: 2, max-header-bytes: 2000 }
cors: { origins: [https://shop.example] }
all-subgraphs: { headers: { forward: [accept-language], set: { x-from: gateway } } }
subgraphs:
  books: { url: "${books.url}", headers: { set: { x-from: gateway-to-books } } }
  authors: { url: "${authors.url}" }
`,
  );
  await using program = runProgram(["--config", file]);
  const url = `${(await program.logged("listening"))["url"]}/graphql`;
  const headers = { "content-type": "application/json", "accept-language": "de", origin: "https://shop.example" };
  const response = await fetch(url, {
    method: "POST",
    headers,
    body: JSON.stringify([{ query: "{ books { title } }" }, { query: "{ authors { name } }" }]),
  });
  expect(response.headers.get("access-control-allow-origin")).toBe("https://shop.example");
  expect(await response.json()).toMatchObject([{ data: { books: [{}, {}] } }, { data: { authors: [{}, {}] } }]);
  const [toBooks, toAuthors] = [books, authors].map(({ requests }) => requests.at(-1)?.headers);
  expect(toBooks).toMatchObject({ "x-from": "gateway-to-books", "accept-language": "de" });
  expect(toAuthors).toMatchObject({ "x-from": "gateway", "accept-language": "de" });
  const tooMuch = await fetch(url, {
    method: "POST",
    headers: { ...headers, "x-much": "x".repeat(3_000) },
    body: "{}",
  });
  expect(tooMuch.status).toBe(431);
  await authors[Symbol.asyncDispose]();
  expect((await fetch(new URL("/health/ready", url))).status).toBe(503);
});

it("logs a line for each operation: its name, type, time and error codes, never variables, tokens or text", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  const urls = `books=${books.url},authors=${authors.url}`;
  await using program = runProgram(["--supergraph", supergraph, "--port", "0"], { SUBGRAPH_URLS: urls });
  const url = String((await program.logged("listening"))["url"]);
  await ask(
    url,
    { query: "query Find($isbn: ID!) { book(isbn: $isbn) { title } refused }", variables: { isbn: "secret-isbn" } },
    {
      authorization: "Bearer secret-token",
      "x-request-id": "request-0003",
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    },
  );
  expect(await program.logged("operation")).toMatchObject({
    level: "info",
    reqId: "request-0003",
    trace: "0af7651916cd43dd8448eb211c80319c",
    operation: "Find",
    type: "query",
    ms: expect.any(Number),
    errors: ["FORBIDDEN"],
  });
  program.kill("SIGTERM");
  expect((await program.ended).stdout).not.toContain("secret");
});

it("counts which client sent which operation in the file that it is told, and writes it at its end", async () => {
  await using books = await startBooks();
  await using authors = await startAuthors();
  const urls = `books=${books.url},authors=${authors.url}`;
  const file = inFolder("usage.json");
  await using program = runProgram(["--supergraph", supergraph, "--port", "0", "--usage", file], {
    SUBGRAPH_URLS: urls,
  });
  const url = String((await program.logged("listening"))["url"]);
  for (const name of ["web", "web", "phone"]) {
    await ask(url, { query: "query Titles { books { title } }" }, { "apollographql-client-name": name });
  }
  program.kill("SIGTERM");
  await program.ended;
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({
    version: 1,
    operations: { Titles: { clients: { web: { count: 2 }, phone: { count: 1 } } } },
  });
});
