import { beforeAll, describe, expect, test } from "vitest";
import { clientCredential, identifyCaller } from "./credential.ts";
import { createTestEdge, type TestEdge } from "./testing/index.ts";
import { createVerifier } from "./verifier.ts";

describe("a client shows", () => {
  test("a bearer token, however its scheme is written", () => {
    expect(clientCredential({ authorization: "Bearer a.b.c" })).toEqual({ kind: "token", token: "a.b.c" });
    expect(clientCredential({ authorization: "bearer a.b.c" })).toEqual({ kind: "token", token: "a.b.c" });
  });

  test("an API key", () => {
    expect(clientCredential({ "x-api-key": "tf_1" })).toEqual({ kind: "key", key: "tf_1" });
  });

  test("nothing, though it sends cookies and identity headers of its own making", () => {
    expect(clientCredential({ cookie: "token=a.b.c", "x-threefold-identity": "a.b.c", "x-user-id": "1" })).toEqual({
      kind: "none",
    });
  });

  test("and is refused with both, or with neither of them well formed", () => {
    expect(clientCredential({ authorization: "Bearer a", "x-api-key": "k" })).toMatchObject({
      error: { code: "two-credentials" },
    });
    for (const authorization of ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "Bearer a\tb"]) {
      expect(clientCredential({ authorization })).toMatchObject({ error: { code: "malformed" } });
    }
    expect(clientCredential({ "x-api-key": "" })).toMatchObject({ error: { code: "malformed" } });
    expect(clientCredential({ "x-api-key": ["a", "b"] })).toMatchObject({ error: { code: "malformed" } });
  });
});

describe("a subgraph is asked", () => {
  let edge: TestEdge;
  beforeAll(async () => {
    edge = await createTestEdge({ audience: "products" });
  });
  const ask = (headers: Record<string, string>) =>
    identifyCaller(headers, createVerifier({ audience: "products", issuers: edge.issuers }));
  const ada = { kind: "person", id: "ada", role: "CUSTOMER", scopes: [] } as const;

  test("by nobody, when there is no credential", async () => {
    expect(await ask({ "x-user-id": "ada", "x-user-role": "ADMIN" })).toMatchObject({
      ok: true,
      value: { identity: { kind: "anonymous" } },
    });
  });

  test("by whom the gateway names", async () => {
    expect(await ask(await edge.headersFor(ada))).toMatchObject({ ok: true, value: { identity: ada } });
  });

  test("by another service", async () => {
    expect(await ask(await edge.headersForService())).toMatchObject({
      ok: true,
      value: { identity: { kind: "service", name: "orders" } },
    });
  });

  test("by a developer at a terminal, with a bearer token of the same kind", async () => {
    const { "x-threefold-identity": token } = await edge.headersFor(ada);
    expect(await ask({ authorization: `Bearer ${token}` })).toMatchObject({ ok: true, value: { identity: ada } });
  });

  test("and refuses what is forged rather than taking it for nobody", async () => {
    const other = await createTestEdge({ audience: "products" });
    expect(await ask(await other.headersFor(ada))).toMatchObject({ ok: false, error: { code: "unknown-key" } });
    expect(await ask({ "x-threefold-identity": '{"kind":"person","role":"ADMIN"}' })).toMatchObject({ ok: false });
    expect(await ask({ "x-threefold-identity": "" })).toMatchObject({ ok: false });
    expect(await ask({ ...(await edge.headersFor(ada)), authorization: "Bearer x" })).toMatchObject({
      ok: false,
      error: { code: "two-credentials" },
    });
  });
});
