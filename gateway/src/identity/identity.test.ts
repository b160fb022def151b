import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createPersonSigner,
  createVerifier,
  generateKey,
  IDENTITY_HEADER,
  PEOPLE_AUDIENCE,
  PEOPLE_ISSUER,
  type PersonSigner,
  publicKeySet,
  signingKey,
  type TrustedIssuer,
} from "@threefold/identity";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGateway, type TestGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";
import type { TestSubgraph } from "../testing/subgraph.ts";
import { createSignedIdentity } from "./signed.ts";

const newKey = async () => signingKey(await generateKey());
const [peopleKey, gatewayKey, strangersKey] = await Promise.all([newKey(), newKey(), newKey()]);

const people: PersonSigner = createPersonSigner({ issuer: PEOPLE_ISSUER, audience: PEOPLE_AUDIENCE, key: peopleKey });
const ada = { id: "ada", role: "CUSTOMER", scopes: ["orders:read"] } as const;
const trusted = (keys: TrustedIssuer["keys"]): TrustedIssuer => ({ type: "person", issuer: PEOPLE_ISSUER, keys });

/** What the subgraph of this name believes of a request that it got. */
async function believedBy(subgraph: TestSubgraph, audience: string) {
  const verifier = createVerifier({
    audience,
    issuers: [{ type: "identity", issuer: "gateway", keys: publicKeySet([gatewayKey]) }],
  });
  const result = await verifier.verify(String(subgraph.requests.at(-1)?.headers[IDENTITY_HEADER]));
  return result.ok ? result.value : result.error;
}

let books: TestSubgraph;
let authors: TestSubgraph;
let gateway: TestGateway;
const start = (keys: TrustedIssuer["keys"]) =>
  startGateway(librarySupergraph({ books: books.url, authors: authors.url }), {
    identity: createSignedIdentity({
      people: [trusted(keys)],
      audience: PEOPLE_AUDIENCE,
      issuer: "gateway",
      key: gatewayKey,
    }),
  });

beforeAll(async () => {
  const answerHeaders = () => ({ "cache-control": "max-age=60, public" });
  books = await startBooks({ answerHeaders });
  authors = await startAuthors({ answerHeaders });
  gateway = await start(publicKeySet([peopleKey]));
});
afterAll(async () => {
  for (const part of [gateway, books, authors]) await part?.[Symbol.asyncDispose]();
});

const JOINED = "{ books { author { name } } }";
const bearer = async (signer = people) => ({ authorization: `Bearer ${(await signer.sign(ada)).token}` });

describe("who asks", () => {
  it("reaches each subgraph in a token for it alone, signed by the gateway", async () => {
    expect((await gateway.ask(JOINED, { headers: await bearer() })).status).toBe(200);
    expect(await believedBy(books, "books")).toMatchObject({ issuer: "gateway", identity: { kind: "person", ...ada } });
    expect(await believedBy(authors, "authors")).toMatchObject({ identity: { kind: "person", id: "ada" } });
    expect(await believedBy(authors, "books")).toMatchObject({ code: "wrong-audience" });
    expect(books.requests.at(-1)?.headers).not.toHaveProperty("authorization");
  });

  it("is nobody without a token, whatever identity header or cookie comes from outside", async () => {
    const theirs = String(books.requests.at(-1)?.headers[IDENTITY_HEADER]);
    const { status } = await gateway.ask(JOINED, { headers: { [IDENTITY_HEADER]: theirs, cookie: `token=${theirs}` } });
    expect(status).toBe(200);
    expect(await believedBy(books, "books")).toMatchObject({ identity: { kind: "anonymous" } });
  });

  it("is told for a write in a token that can be used once, tied to the request and the client's address", async () => {
    const write = () =>
      gateway.ask('mutation { lend(isbn: "1") { isbn } }', { headers: { "x-request-id": "request-0002" } });
    await write();
    const first = await believedBy(books, "books");
    expect(first).toMatchObject({ requestId: "request-0002", tokenId: expect.any(String), clientAddress: "127.0.0.1" });
    await write();
    expect(await believedBy(books, "books")).not.toMatchObject({ tokenId: (first as { tokenId: string }).tokenId });
  });

  it("makes the answer one for them alone", async () => {
    expect((await gateway.ask(JOINED)).headers.get("cache-control")).toBe("max-age=60, public");
    expect((await gateway.ask(JOINED, { headers: await bearer() })).headers.get("cache-control")).toBe(
      "private, no-store",
    );
  });
});

describe("a credential that is not good", () => {
  const forged = createPersonSigner({ issuer: PEOPLE_ISSUER, audience: PEOPLE_AUDIENCE, key: strangersKey });

  it.each([
    ["signed by a stranger", async () => bearer(forged)],
    ["no token at all", async () => ({ authorization: "Bearer nonsense" })],
    ["of another scheme", async () => ({ authorization: "Basic YWRhOmFkYQ==" })],
    ["together with another one", async () => ({ ...(await bearer()), "x-api-key": "key" })],
    ["an API key, which this gateway does not take", async () => ({ "x-api-key": "key" })],
  ])("gets 401 and reaches no subgraph: %s", async (_case, headers) => {
    const before = books.requests.length;
    const answer = await gateway.ask(JOINED, { headers: await headers() });
    expect(answer).toMatchObject({
      status: 401,
      data: undefined,
      errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
    });
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(books.requests.length).toBe(before);
  });
});

describe("keys that are published", () => {
  it("are fetched when they are first needed; until they can be, clients are told to come back", async () => {
    const keys = createServer((_request, response) => response.end(JSON.stringify(publicKeySet([peopleKey]))));
    await new Promise<void>((resolve) => keys.listen(0, "127.0.0.1", resolve));
    const { port } = keys.address() as AddressInfo;
    await new Promise((resolve) => keys.close(resolve));
    await using waiting = await start(new URL(`http://127.0.0.1:${port}/jwks.json`));

    const early = await waiting.ask(JOINED, { headers: await bearer() });
    expect(early).toMatchObject({ status: 503, errors: [{ extensions: { code: "SERVICE_UNAVAILABLE" } }] });
    expect(early.headers.get("retry-after")).toBe("5");

    await new Promise<void>((resolve) => keys.listen(port, "127.0.0.1", resolve));
    try {
      expect((await waiting.ask(JOINED, { headers: await bearer() })).status).toBe(200);
    } finally {
      keys.closeAllConnections();
      keys.close();
    }
  });
});
