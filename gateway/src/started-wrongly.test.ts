import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { complaint } from "@threefold/http-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOptions } from "./configuration/read.ts";
import { start } from "./start.ts";
import { temporaryFolder } from "./testing/gateway.ts";
import { librarySupergraph } from "./testing/library.ts";
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
  const guarded = librarySupergraph({ ...urls, books: "http://user:secret@books.example/" });
  await writeFile(join(folder.path, "guarded.graphql"), guarded);
});
afterAll(() => folder[Symbol.asyncDispose]());

/** What the program says of a start that fails, by the functions that it starts by: a process for each takes its time. */
async function saidOf(args: readonly string[], environment: Record<string, string>): Promise<string> {
  try {
    const running = await start(readOptions(args, environment));
    await running.close();
    return "it started";
  } catch (error) {
    return complaint("threefold-gateway", error);
  }
}

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
      "readiness of something else",
      () => ["--supergraph", supergraph, "--readiness", "all"],
      {},
      /--readiness is wrong: expected one of gateway, subgraphs, not "all"/,
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
    ["a value that looks like an option", () => ["--port", "-1"], {}, /Option '--port' argument is ambiguous; --help/],
    [
      "a host that is not this machine's",
      () => ["--supergraph", supergraph, "--host", "203.0.113.1"],
      {},
      /203\.0\.113\.1 is no address of this machine: set HOST to one/,
    ],
    [
      "a usage file where none can be",
      () => ["--supergraph", supergraph, "--usage", inFolder("nowhere/usage.json")],
      {},
      /the usage file .*nowhere\/usage\.json cannot be written: ENOENT/,
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
      "a subgraph's URL with credentials in the supergraph",
      () => ["--supergraph", inFolder("guarded.graphql")],
      {},
      /has for the subgraph books a URL with credentials: take them out, and let a header rule of that subgraph send/,
    ],
    [
      "a subgraph's URL with credentials",
      () => ["--supergraph", supergraph, "--subgraph-url", "books=http://user:secret@books.example/"],
      {},
      /--subgraph-url is wrong: expected a URL without credentials, which a header rule sends \(set\), not its value/,
    ],
    [
      "a supergraph's URL with credentials",
      () => ["--supergraph", "https://user:secret@schemas.example/"],
      {},
      /--supergraph is wrong: expected a file, or a URL: https, or http on this machine, not its value/,
    ],
    [
      "a subgraph that the supergraph has not",
      () => ["--supergraph", supergraph, "--subgraph-url", "films=http://a/"],
      {},
      /has no subgraph "films", only authors, books/,
    ],
  ])("%s", async (_case, args, environment, expected) => {
    const said = await saidOf(args(), { PORT: "0", ...environment });
    expect(said).toMatch(expected);
    expect(said).toMatch(/^threefold-gateway: [^\n]+\n$/);
    expect(said).not.toContain("secret");
  });

  it.each([
    ["an unknown option", () => ["--nope"]],
    ["an empty supergraph", () => ["--supergraph", inFolder("empty.graphql")]],
  ])("on standard error, with exit code 1: %s", async (_case, args) => {
    const { code, stderr, stdout } = await runProgram(args(), { PORT: "0" }).ended;
    expect({ code, stderr, stdout }).toEqual({ code: 1, stderr: await saidOf(args(), { PORT: "0" }), stdout: "" });
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

  it("an empty supergraph, though the store of budgets is connected by then: it is closed", async () => {
    const close = "async close() { console.log('store closed'); }";
    await writeFile(
      inFolder("connected.mjs"),
      `setInterval(() => {}, 1_000); export default { async take() {}, async shift() {}, ${close} };`,
    );
    const cost = { "per-minute": 3, store: "connected.mjs" };
    await writeFile(inFolder("budgets.json"), JSON.stringify({ supergraph: "empty.graphql", cost }));
    const { code, stderr, stdout } = await runProgram(["--config", inFolder("budgets.json")]).ended;
    expect(stderr).toMatch(/the supergraph is empty\n$/);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "store closed\n" });
  });
});
