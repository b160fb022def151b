import { describe, expect, it } from "vitest";
import { compose, parseSubgraph } from "../index.ts";
import { readAuthorisation } from "./index.ts";

const federation = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key", ${imports}])`;

function readComposed(sdl: string) {
  const model = readAuthorisation(compose([parseSubgraph("one", "http://127.0.0.1/one", sdl)]).supergraphSdl);
  return {
    model,
    of: (type: string, field: string) => model.of(type, field).map((number) => model.requirements[number]),
  };
}

describe("what a supergraph demands, as composition writes it", () => {
  it("is known under the names that subgraphs gave to the directives", () => {
    const { of } = readComposed(`
      ${federation('{ name: "@authenticated", as: "@login" }, { name: "@requiresScopes", as: "@may" }, { name: "@policy", as: "@rule" }')}
      type Query { a: Int @login b: Int @may(scopes: [["x", "y"], ["z"]]) c: Int @rule(policies: [["p"]]) d: Int }
    `);
    expect(of("Query", "a")).toEqual([{ kind: "authenticated" }]);
    expect(of("Query", "b")).toEqual([{ kind: "scopes", anyOf: [["x", "y"], ["z"]] }]);
    expect(of("Query", "c")).toEqual([{ kind: "policies", anyOf: [["p"]] }]);
    expect(of("Query", "d")).toEqual([]);
  });

  it("binds an interface by all its objects, and none of them by another", () => {
    const { of } = readComposed(`
      ${federation('"@requiresScopes"')}
      type Query { node: Node a: A b: B }
      interface Node { id: ID! }
      type A implements Node @requiresScopes(scopes: [["a"]]) { id: ID! }
      type B implements Node { id: ID! @requiresScopes(scopes: [["b"]]) }
      type C implements Node { id: ID! }
    `);
    const scopes = (...anyOf: string[][]) => ({ kind: "scopes", anyOf });
    expect(of("C", "id")).toEqual([]);
    expect(of("A", "id")).toEqual([scopes(["a"])]);
    expect(of("B", "id")).toEqual([scopes(["b"])]);
    expect(of("Node", "id")).toEqual(expect.arrayContaining([scopes(["a"]), scopes(["b"])]));
    expect(of("Query", "a")).toEqual([scopes(["a"])]);
  });

  it("names the keys that are protected, since these are fetched whoever asks", () => {
    const { model } = readComposed(`
      ${federation('"@authenticated"')}
      type Query { a: A }
      type A @key(fields: "id part { no }") @key(fields: "id") { id: ID! @authenticated part: Part }
      type Part { no: Int @authenticated name: String @authenticated }
    `);
    expect(model.protectedKeys).toEqual(["A.id", "Part.no"]);
  });
});
