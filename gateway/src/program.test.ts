import { readFile, writeFile } from "node:fs/promises";
import { connect } from "node:http2";
import { createServer } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, temporaryFolder } from "./testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "./testing/library.ts";
import { runProgram } from "./testing/program.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let supergraph: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  supergraph = join(folder.path, "supergraph.graphql");
  const urls = { books: "http://127.0.0.1:1/graphql", authors: "http://127.0.0.1:1/graphql" };
  await writeFile(supergraph, librarySupergraph(urls));
  await writeFile(join(folder.path, "empty.graphql"), "");
  await writeFile(join(folder.path, "unlocated.graphql"), librarySupergraph({ ...urls, books: "" }));
});
afterAll(() => folder[Symbol.asyncDispose]());

const inFolder = (name: string) => join(folder.path, name);

describe("started wrongly, it ends with one line that says why", () => {
  it.each<[string, () => string[], Record<string, string>, RegExp]>([
    ["no supergraph", () => [], {}, /--supergraph or SUPERGRAPH is not set: expected a supergraph's file/],
    ["an unknown option", () => ["--nope"], {}, /Unknown option '--nope'; --help lists the options/],
    ["an option without its value", () => ["--port"], {}, /Option '--port <value>' argument missing; --help/],
    ["something that is no option", () => ["file.graphql"], {}, /Unexpected argument 'file\.graphql'/],
    [
      "a wrong port",
      () => ["--supergraph", supergraph, "--port", "x"],
      {},
      /--port is wrong: expected a port, from 0 to 65535, not "x"/,
    ],
    [
      "a wrong port in the environment",
      () => ["--supergraph", supergraph],
      { PORT: "77777" },
      /: PORT is wrong: expected a port/,
    ],
    [
      "an unknown engine",
      () => ["--supergraph", supergraph, "--engine", "v8"],
      {},
      /--engine is wrong: expected one of apollo, threefold, not "v8"/,
    ],
    [
      "an unknown mode",
      () => ["--supergraph", supergraph, "--mode", "test"],
      {},
      /--mode is wrong: expected one of production, development/,
    ],
    [
      "development for everybody",
      () => ["--supergraph", supergraph, "--mode", "development", "--host", "0.0.0.0"],
      {},
      /--host is wrong: expected 127\.0\.0\.1 in development/,
    ],
    [
      "a folder that is not there",
      () => ["--supergraph", supergraph, "--static", "/nowhere"],
      {},
      /--static is wrong: expected a folder, not "\/nowhere"/,
    ],
    [
      "a mount over its own path",
      () => ["--supergraph", supergraph, "--mount", "/graphql=http://127.0.0.1/"],
      {},
      /--mount is wrong: expected PATH=URL, the path none of \/graphql/,
    ],
    [
      "a mount of measurements",
      () => ["--supergraph", supergraph, "--mount", "/m=http://127.0.0.1:1/metrics"],
      {},
      /--mount is wrong: expected anything but measurements/,
    ],
    [
      "a mount without URL",
      () => ["--supergraph", supergraph, "--mount", "/m"],
      {},
      /--mount is wrong: expected PATH=URL/,
    ],
    [
      "a header that is not a client's to set",
      () => ["--supergraph", supergraph, "--forward-header", "Cookie"],
      {},
      /--forward-header is wrong: expected headers that a client may set/,
    ],
    [
      "trust without a key to sign with",
      () => ["--supergraph", supergraph, "--jwks-url", "http://127.0.0.1:1/"],
      {},
      /IDENTITY_SIGNING_KEY is not set/,
    ],
    [
      "a key that is none, without repeating it",
      () => ["--supergraph", supergraph],
      { IDENTITY_SIGNING_KEY: "secret" },
      /IDENTITY_SIGNING_KEY is wrong: expected a private Ed25519 JWK with a kid, not its value/,
    ],
    [
      "a supergraph that is not there",
      () => ["--supergraph", inFolder("nowhere.graphql")],
      {},
      /there is no file .*nowhere\.graphql/,
    ],
    [
      "an empty supergraph",
      () => ["--supergraph", inFolder("empty.graphql")],
      {},
      /empty\.graphql: the supergraph is empty/,
    ],
    [
      "the stock engine in production, which guards no fields",
      () => ["--supergraph", supergraph, "--engine", "apollo"],
      {},
      /--engine is wrong: expected "threefold" but in development, not "apollo": it guards no fields/,
    ],
    [
      "trusted documents without a manifest",
      () => ["--supergraph", supergraph, "--trusted-documents", "only"],
      {},
      /TRUSTED_DOCUMENTS_MANIFEST is not set: expected a file, since trusted documents are only/,
    ],
    [
      "a manifest that is none",
      () => ["--supergraph", supergraph, "--trusted-documents", "only", "--trusted-documents-manifest", supergraph],
      {},
      /supergraph\.graphql: is not JSON/,
    ],
    [
      "a subgraph without URL",
      () => ["--supergraph", inFolder("unlocated.graphql")],
      {},
      /for the subgraph books no URL; give one by --subgraph-url books=URL/,
    ],
    [
      "a subgraph that the supergraph has not",
      () => ["--supergraph", supergraph, "--subgraph-url", "films=http://a/"],
      {},
      /has no subgraph "films", only authors, books/,
    ],
  ])("%s", async (_case, args, environment, expected) => {
    const { code, stderr, stdout } = await runProgram(args(), { PORT: "0", ...environment }).ended;
    expect(stderr).toMatch(expected);
    expect(stderr).toMatch(/^threefold-gateway: [^\n]+\n$/);
    expect(stderr).not.toContain("secret");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  it.each([
    ["--port", "PORT"],
    ["--metrics-port", "METRICS_PORT"],
    ["--tls-port", "TLS_PORT"],
  ])("a %s that is taken, naming it and its variable", async (option, variable) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    try {
      const environment = {
        MODE: "development",
        ...(variable === "TLS_PORT" && { TLS_FILE: inFolder("tls/taken.pem") }),
      };
      const { code, stderr } = await runProgram(["--supergraph", supergraph, "--port", "0", option, port], environment)
        .ended;
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: `threefold-gateway: port ${port} is in use: set ${variable} to another one\n`,
      });
    } finally {
      other.close();
    }
  });
});

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
