import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  createDocumentResolver,
  createRegisteredDocuments,
  type DocumentRequest,
  type DocumentResolution,
  InvalidManifestError,
  parseManifest,
  readManifest,
} from "./index.ts";

const KNOWN = "query Known { products { id } }";
const OTHER = "{ other }";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const apq = (text: string, query?: string) => ({
  query,
  extensions: { persistedQuery: { version: 1, sha256Hash: sha256(text) } },
});

const codegen = JSON.stringify({ [sha256(KNOWN)]: KNOWN });
const apollo = JSON.stringify({
  format: "apollo-persisted-query-manifest",
  version: 1,
  operations: [{ id: "known-1", name: "Known", type: "query", body: KNOWN }],
});

const outcome = (resolution: DocumentResolution) =>
  resolution.ok ? resolution.document : resolution.error.extensions["code"];

describe("a manifest", () => {
  it("is read in the formats of GraphQL Code Generator and of Apollo, from a file too", async () => {
    for (const text of [codegen, apollo]) expect(parseManifest(text, "m.json").byHash(sha256(KNOWN))).toBe(KNOWN);
    expect(parseManifest(apollo, "m.json").byId("known-1")).toBe(KNOWN);
    const folder = await mkdtemp(join(tmpdir(), "manifest-"));
    await writeFile(join(folder, "m.json"), codegen);
    expect((await readManifest(join(folder, "m.json"))).size).toBe(1);
    await rm(folder, { recursive: true });
    await expect(readManifest(join(folder, "m.json"))).rejects.toThrow(/m\.json: there is no such file$/);
  });

  it.each([
    ["{", /^m\.json: is not JSON: /],
    ["[]", /^m\.json: must be an object/],
    ['{ "a": 1 }', /^m\.json: a: .*string/],
    ['{ "a": "{" }', /^m\.json: a: Syntax Error: /],
    [`{ "sha256:${sha256("x")}": "{ a }" }`, /the document's hash is sha256:/],
    ['{ "format": "other" }', /^m\.json: format: /],
    [
      '{ "format": "apollo-persisted-query-manifest", "version": 1, "operations": [{ "id": "x" }] }',
      /^m\.json: operations\.0\.body: /,
    ],
    [
      '{ "format": "apollo-persisted-query-manifest", "version": 1, "operations": [{ "id": "x", "body": "{ a }" }, { "id": "x", "body": "{ b }" }] }',
      /^m\.json: operations\.1 \(x\): another document has this id$/,
    ],
  ])("that cannot be used says in one line where and why: %s", (text, message) => {
    expect(() => parseManifest(text, "m.json")).toThrow(InvalidManifestError);
    expect(() => parseManifest(text, "m.json")).toThrow(message);
  });
});

describe("the document of a request", () => {
  const manifest = parseManifest(apollo, "m.json");
  const resolver = (mode: "only" | "prefer" | "off") => {
    const registered = createRegisteredDocuments(10_000);
    const resolve = createDocumentResolver({ mode, manifest, registered });
    return { registered, ask: (request: DocumentRequest) => outcome(resolve(request)) };
  };

  it("is found by its hash or id in the manifest", () => {
    for (const mode of ["only", "prefer"] as const) {
      const { ask } = resolver(mode);
      expect(ask({ documentId: `sha256:${sha256(KNOWN)}` })).toBe(KNOWN);
      expect(ask({ documentId: "known-1" })).toBe(KNOWN);
      expect(ask(apq(KNOWN))).toBe(KNOWN);
      const byApolloClient = { extensions: { persistedQuery: { version: 1, sha256Hash: "known-1" } } };
      expect(ask(byApolloClient)).toBe(KNOWN);
      expect(ask({ ...byApolloClient, query: KNOWN })).toBe(KNOWN);
      expect(ask({ ...byApolloClient, query: "{ evil }" })).toBe("PERSISTED_QUERY_HASH_MISMATCH");
      expect(ask({ query: KNOWN })).toBe(KNOWN);
      expect(ask({ documentId: "unknown" })).toBe("PERSISTED_QUERY_NOT_FOUND");
    }
  });

  it("is the manifest's only, when that is wanted: nothing is registered", () => {
    const { ask, registered } = resolver("only");
    expect(ask({ query: OTHER })).toBe("QUERY_NOT_IN_SAFELIST");
    expect(ask(apq(OTHER))).toBe("PERSISTED_QUERY_NOT_FOUND");
    expect(ask(apq(OTHER, OTHER))).toBe("QUERY_NOT_IN_SAFELIST");
    expect(ask(apq(OTHER))).toBe("PERSISTED_QUERY_NOT_FOUND");
    expect(registered.bytes).toBe(0);
    expect(() => createDocumentResolver({ mode: "only" })).toThrow(/need a manifest/);
  });

  it("may be any other where the manifest is preferred or off, and is known by its hash from then on", () => {
    for (const mode of ["prefer", "off"] as const) {
      const { ask } = resolver(mode);
      expect(ask(apq(OTHER))).toBe("PERSISTED_QUERY_NOT_FOUND");
      expect(ask(apq(OTHER, OTHER))).toBe(OTHER);
      expect(ask(apq(OTHER))).toBe(OTHER);
      expect(ask({ query: OTHER })).toBe(OTHER);
    }
    expect(resolver("off").ask({ documentId: "known-1" })).toBe("PERSISTED_QUERY_NOT_FOUND");
  });

  it("is not registered under another document's hash", () => {
    const { ask } = resolver("prefer");
    expect(ask(apq(OTHER, "{ evil }"))).toBe("PERSISTED_QUERY_HASH_MISMATCH");
    expect(ask(apq(KNOWN, "{ evil }"))).toBe("PERSISTED_QUERY_HASH_MISMATCH");
    expect(ask(apq(OTHER))).toBe("PERSISTED_QUERY_NOT_FOUND");
  });

  it("cannot be asked for by hash where nobody knows any", () => {
    const resolve = createDocumentResolver({ mode: "off" });
    expect(resolve(apq(OTHER))).toMatchObject({ error: { message: "PersistedQueryNotSupported" } });
    expect(outcome(resolve({ query: OTHER }))).toBe(OTHER);
  });

  it("must be named in a form that is known", () => {
    const { ask } = resolver("prefer");
    const wrong: readonly DocumentRequest[] = [
      {},
      { query: 1 },
      { documentId: 1 },
      { documentId: "sha256:xyz" },
      { documentId: "known-1", query: KNOWN },
      { extensions: { persistedQuery: { version: 2, sha256Hash: sha256(KNOWN) } } },
      { extensions: { persistedQuery: { version: 1 } } },
      { extensions: { persistedQuery: { version: 1, sha256Hash: "unknown" } } },
    ];
    expect(wrong.map(ask)).toEqual(wrong.map(() => "BAD_REQUEST"));
  });

  it("takes a bounded amount of memory, however many are registered", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 400 }), { maxLength: 60 }), (texts) => {
        const registered = createRegisteredDocuments(5_000);
        const resolve = createDocumentResolver({ mode: "prefer", registered });
        for (const text of texts) {
          expect(outcome(resolve(apq(text, text)))).toBe(text);
          expect(registered.bytes).toBeLessThanOrEqual(5_000);
          expect(outcome(resolve(apq(text)))).toBe(text);
        }
      }),
      { numRuns: 50 },
    );
  });
});
