import { describe, expect, it } from "vitest";
import { compose, InvalidSupergraphError, parseSubgraph, readSupergraph } from "./index.ts";

const composed = (sdl: string) => compose([parseSubgraph("books", "http://127.0.0.1/books", sdl)]).supergraphSdl;
const link = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports}])\n`;

describe("reading a supergraph", () => {
  it("knows its subgraphs, and shows clients neither joins nor what is inaccessible", () => {
    const sdl = composed(`${link('"@inaccessible"')}type Query { books: Int secret: Int @inaccessible }`);
    const supergraph = readSupergraph(sdl);
    expect(supergraph.subgraphs).toEqual([{ name: "books", url: "http://127.0.0.1/books" }]);
    expect(supergraph.id).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(supergraph.apiSchema.getQueryType()?.getFields() ?? {})).toEqual(["books"]);
    expect(supergraph.apiSchema.getType("join__Graph")).toBeUndefined();
  });

  it("reads one with directives that guard fields", () => {
    expect(
      readSupergraph(composed(`${link('"@authenticated"')}type Query { me: Int @authenticated }`)).subgraphs,
    ).toHaveLength(1);
  });

  const good = composed(`${link("")}type Query { books: Int }`);
  it.each([
    ["nothing", " \n", /^the supergraph is empty$/],
    ["no GraphQL", "{{{", /^Syntax Error: .* \(line 1, column 2\)$/],
    ["a schema that is no supergraph", "type Query { a: Int }", /^Invalid supergraph: must be a core schema$/],
    ["an unknown version", good.replace("join/v0.5", "join/v9.7"), /unsupported join spec version v9\.7/],
    [
      "an unknown feature that guards",
      good.replace("{\n  query", '@link(url: "https://example.com/guard/v1.0", for: SECURITY)\n{\n  query'),
      /example\.com\/guard\/v1\.0/,
    ],
    ["an undefined type", good.replace("books: Int", "books: Nowhere"), /Nowhere/],
  ])("refuses %s in one clear line", (_case, sdl, expected) => {
    const read = () => readSupergraph(sdl);
    expect(read).toThrow(InvalidSupergraphError);
    expect(read).toThrow(expected);
    expect(read).not.toThrow(/\n/);
  });
});
