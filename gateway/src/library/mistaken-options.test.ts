import { generateKeyPairSync, type JsonWebKey } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createGateway, fileSource, signingKey } from "../index.ts";
import { startGateway } from "../testing/gateway.ts";
import { librarySupergraph } from "../testing/library.ts";

// Nothing is asked: all of it is refused before.
const supergraph = librarySupergraph({ books: "http://127.0.0.1:1/graphql", authors: "http://127.0.0.1:1/graphql" });

describe("an option whose name or kind is mistaken is refused, where it would do nothing or the opposite", () => {
  it.each<[string, string, string]>([
    ["a name that is none", '{ "introspections": true }', "introspections: there is no such setting"],
    [
      "text in the place of true or false",
      '{ "introspection": "off" }',
      'introspection: expected true or false, not "off"',
    ],
    [
      "a mode of trusted documents",
      '{ "guards": { "documents": { "mode": "Only" } } }',
      'guards.documents.mode: expected only, prefer or off, not "Only"',
    ],
    [
      "trusted documents alone, without any",
      '{ "guards": { "documents": { "mode": "only" } } }',
      "guards.documents.manifest: expected a manifest, since nothing else may run (mode), not nothing",
    ],
    [
      "guards under another name",
      '{ "guards": { "limit": { "depth": 3 } } }',
      "guards.limit: there is no such setting",
    ],
    [
      "a setting as the file names it",
      '{ "subgraphs": { "all": { "retry": { "pause-ms": 5 } } } }',
      "subgraphs.all.retry.pause-ms: there is no such setting",
    ],
    [
      "a switch of one subgraph",
      '{ "subgraphs": { "bySubgraph": { "books": { "shareQueries": "off" } } } }',
      'subgraphs.bySubgraph.books.shareQueries: expected true or false, not "off"',
    ],
    [
      "header rules where none are looked at",
      '{ "subgraphs": { "headers": { "forward": ["authorization"] } } }',
      "subgraphs.headers.forward: there is no such setting",
    ],
    [
      "one header in the place of a list",
      '{ "subgraphs": { "headers": { "all": { "forward": "authorization" } } } }',
      'subgraphs.headers.all.forward: expected a list of header names, not "authorization"',
    ],
    [
      "a header's value, which may be secret",
      '{ "subgraphs": { "headers": { "all": { "set": { "x-key": 5 } } } } }',
      "subgraphs.headers.all.set.x-key: expected text, not its value",
    ],
    [
      "a URL that is not there",
      '{ "subgraphUrls": { "books": null } }',
      "subgraphUrls.books: expected a URL, not null",
    ],
    ["a hook", '{ "hooks": { "onSubgraphRequest": true } }', "hooks.onSubgraphRequest: expected a function, not true"],
    ["a logger", '{ "logger": {} }', "logger: expected a logger of pino's, not its value"],
    ["an identity", '{ "identity": {} }', "identity: expected an object with identify, not its value"],
    [
      "a store without budgets",
      '{ "guards": { "cost": { "store": {} } } }',
      "guards.cost.store: expected an object with take and shift, not its value",
    ],
  ])("%s", (_what, options, message) => {
    expect(() => createGateway({ supergraph, ...JSON.parse(options) })).toThrow(new TypeError(message));
  });

  it("what is no supergraph", () => {
    const message = "supergraph: expected the SDL of a supergraph, or where it comes from (fileSource, urlSource), not";
    expect(() => createGateway(JSON.parse('{ "supergraph": 1 }'))).toThrow(new TypeError(`${message} its value`));
    expect(() => createGateway(JSON.parse("{}"))).toThrow(new TypeError(`${message} nothing`));
    for (const place of ["supergraph.graphql", "https://schemas.example/supergraph.graphql"]) {
      expect(() => createGateway({ supergraph: place })).toThrow(message);
    }
  });

  it.each<[string, (jwk: JsonWebKey) => object]>([
    ["a kid", (jwk) => jwk],
    ["a private half", ({ d: _, ...jwk }) => ({ ...jwk, kid: "mine" })],
    ["the right curve", (jwk) => ({ ...jwk, kid: "mine", crv: "X25519" })],
  ])("what is no key to sign with, without %s", (_what, changed) => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const jwk = JSON.parse(JSON.stringify(changed(privateKey.export({ format: "jwk" }))));
    expect(() => signingKey(jwk)).toThrow(new TypeError("a key to sign with must be a private Ed25519 JWK with a kid"));
  });

  it("what is no file", () => {
    expect(() => fileSource(new URL("https://schemas.example/"))).toThrow(TypeError);
    expect(() => Reflect.apply(fileSource, undefined, [])).toThrow(TypeError);
  });

  it("what a server is given", async () => {
    const watch = JSON.parse('"off"');
    await expect(startGateway(supergraph, { watch })).rejects.toThrow(
      new TypeError('watch: expected true or false, not "off"'),
    );
  });
});
