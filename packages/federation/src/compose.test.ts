import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CompositionError, compose, composeFile, parseSubgraph } from "./index.ts";

const link = (version: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v${version}", import: ["@key", "@shareable"])\n`;
const books = `${link("2.9")}type Query { books: [Book!]! }\ntype Book @key(fields: "isbn") { isbn: ID! title: String! }`;
const authors = `${link("2.9")}type Query { authors: [String!]! }\ntype Book @key(fields: "isbn") { isbn: ID! author: String! }`;

const subgraphs = (schemas: Record<string, string>) =>
  Object.entries(schemas).map(([name, sdl]) => parseSubgraph(name, `http://127.0.0.1/${name}`, sdl));

/** The problems that a composition ends with. */
async function problemsOf(run: () => unknown) {
  try {
    await run();
  } catch (error) {
    if (error instanceof CompositionError) return error;
    throw error;
  }
  throw new Error("it composed");
}

describe("composing", () => {
  it("joins the types of two subgraphs, the same text whatever their order", () => {
    const one = compose(subgraphs({ books, authors })).supergraphSdl;
    expect(one).toContain('@join__type(graph: AUTHORS, key: "isbn")');
    expect(compose(subgraphs({ authors, books })).supergraphSdl).toBe(one);
  });

  it("names code, subgraph, file and line of what contradicts", async () => {
    const other = `${link("2.9")}type Query { books: String! @shareable }`;
    const error = await problemsOf(() => compose(subgraphs({ books, other })));
    expect(error.problems[0]).toMatchObject({ code: "FIELD_TYPE_MISMATCH", file: "books.graphql", line: 2 });
    expect(error.message).toMatch(/^books\.graphql:2:\d+: Type of field "Query\.books" is incompatible .*\(FIELD_TYPE/);
  });

  it("says which federation version it does not know, and up to which it does", async () => {
    const error = await problemsOf(() => compose(subgraphs({ books: books.replace("v2.9", "v2.99") })));
    expect(error.problems[0]).toMatchObject({
      code: "UNKNOWN_FEDERATION_LINK_VERSION",
      subgraph: "books",
      message: expect.stringMatching(/v2\.99 .*knows versions up to v2\.\d+$/),
    });
  });

  it("refuses two subgraphs of one name", async () => {
    const [one] = subgraphs({ books });
    const error = await problemsOf(() => compose(one ? [one, one] : []));
    expect(error.message).toBe('subgraph books: two subgraphs are called "books" (DUPLICATE_SUBGRAPH)');
  });

  it("advises where it composes with a doubt", () => {
    const doubtful = `${books}\nenum Unused { A }`;
    expect(compose(subgraphs({ books: doubtful })).hints).toMatchObject([{ code: "UNUSED_ENUM_TYPE", level: "DEBUG" }]);
  });
});

describe("composing by supergraph.yaml", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "federation-"));
    await writeFile(join(folder, "books.graphql"), books);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const withYaml = async (text: string) => {
    const file = join(folder, "supergraph.yaml");
    await writeFile(file, text);
    return composeFile(file);
  };
  const subgraph = (name: string, schema: string) => `  ${name}:\n    routing_url: http://x/\n    schema: ${schema}\n`;

  it("reads schemas from files, from running subgraphs, and from the file itself", async () => {
    const asked: string[] = [];
    const server = createServer(async (request, response) => {
      asked.push(String(request.headers["x-key"]), Buffer.concat(await request.toArray()).toString());
      response.end(JSON.stringify({ data: { _service: { sdl: authors } } }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    try {
      const { supergraphSdl } = await withYaml(
        `federation_version: 2\nsubgraphs:\n${subgraph("books", "{ file: books.graphql }")}` +
          `  authors:\n    schema: { subgraph_url: "${url}", introspection_headers: { x-key: one } }\n` +
          subgraph("inline", `{ sdl: "type Query { inline: Int }" }`),
      );
      expect(supergraphSdl).toContain(`AUTHORS @join__graph(name: "authors", url: "${url}")`);
      expect(supergraphSdl).toContain("inline: Int");
      expect(asked).toEqual(["one", '{"query":"{ _service { sdl } }"}']);
    } finally {
      server.close();
    }
  });

  it("names the file and place of a syntax error, and a file that is missing, both at once", async () => {
    await writeFile(join(folder, "broken.graphql"), "type Query {\n  a: \n}");
    const text = `subgraphs:\n${subgraph("a", "{ file: broken.graphql }")}${subgraph("b", "{ file: nowhere.graphql }")}`;
    const { problems, message } = await problemsOf(() => withYaml(text));
    expect(problems).toMatchObject([
      { code: "SYNTAX_ERROR", subgraph: "a", line: 3, column: 1 },
      { code: "UNREADABLE_FILE", subgraph: "b", message: "there is no such file" },
    ]);
    expect(message).toMatch(/broken\.graphql:3:1: Syntax Error: .*\n.*nowhere\.graphql: there is no such file/);
  });

  it.each([
    [
      "a subgraph that is there twice",
      `subgraphs:\n${subgraph("a", "{ sdl: x }").repeat(2)}`,
      /:5:3: this name is there twice/,
    ],
    ["YAML that is none", "subgraphs: [", /supergraph\.yaml:\d+:\d+: /],
    ["an empty file", "", /subgraphs: expected the subgraphs by name/],
    ["no subgraph", "subgraphs: {}", /:1:12: subgraphs: expected at least one subgraph/],
    [
      "another composition",
      `federation_version: =2.9.0\nsubgraphs:\n${subgraph("a", "{ sdl: x }")}`,
      /:1:21: federation_version: expected 2 or =2\.14\.4/,
    ],
    ["no routing_url", "subgraphs:\n  a:\n    schema: { file: x }", /subgraphs\.a\.routing_url: expected a URL/],
    [
      "a schema from nowhere",
      `subgraphs:\n${subgraph("a", "{ path: x }")}`,
      /:4:13: subgraphs\.a\.schema: expected one of file/,
    ],
    [
      "a subgraph that does not answer",
      `subgraphs:\n${subgraph("a", '{ subgraph_url: "http://127.0.0.1:1/" }')}`,
      /subgraph a: http:\/\/127\.0\.0\.1:1\/ cannot be reached/,
    ],
    [
      "credentials in a routing_url",
      "subgraphs:\n  a:\n    routing_url: http://user:secret@x/\n    schema: { sdl: x }",
      /:3:18: subgraphs\.a\.routing_url: expected a URL without credentials: the gateway's header rules send them/,
    ],
    [
      "credentials in a subgraph_url",
      `subgraphs:\n${subgraph("a", '{ subgraph_url: "http://user:secret@127.0.0.1:1/" }')}`,
      /:4:\d+: subgraphs\.a\.schema\.subgraph_url: expected a URL without credentials: introspection_headers/,
    ],
  ])("says in one line what is wrong with %s", async (_case, text, expected) => {
    const { message } = await problemsOf(() => withYaml(text));
    expect(message).toMatch(expected);
    expect(message).not.toContain("\n");
    expect(message).not.toContain("secret");
  });

  it("says that a subgraph has no end of schema", async () => {
    const endless = createServer((_request, response) => {
      const more = () => {
        while (response.writable && response.write("#".repeat(65_536)));
      };
      response.writeHead(200).on("drain", more);
      more();
    }).listen(0, "127.0.0.1");
    await once(endless, "listening");
    const { port } = endless.address() as AddressInfo;
    const { message } = await problemsOf(() =>
      withYaml(`subgraphs:\n${subgraph("a", `{ subgraph_url: "http://127.0.0.1:${port}/" }`)}`),
    );
    expect(message).toContain(`subgraph a: http://127.0.0.1:${port}/ answers with more than 33554432 bytes`);
    endless.close();
  });

  it("says that there is no such supergraph.yaml", async () => {
    const { message } = await problemsOf(() => composeFile(join(folder, "other.yaml")));
    expect(message).toMatch(/other\.yaml: there is no such file/);
  });
});
