import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  createKeyVerifier,
  createPersonSigner,
  createServiceSigner,
  createVerifier,
  followRevocations,
  generateKey,
  IDENTITY_HEADER,
  PEOPLE_AUDIENCE,
  PEOPLE_ISSUER,
  publicKeySet,
  signingKey,
} from "@threefold/identity";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startGateway, type TestGateway } from "../testing/gateway.ts";
import { librarySupergraph, startAuthors, startBooks } from "../testing/library.ts";
import type { TestSubgraph } from "../testing/subgraph.ts";
import { createSignedIdentity } from "./signed.ts";

const newKey = async () => signingKey(await generateKey());
const [peopleKey, gatewayKey] = await Promise.all([newKey(), newKey()]);
const people = createPersonSigner({ issuer: PEOPLE_ISSUER, audience: PEOPLE_AUDIENCE, key: peopleKey });

/** What the service knows that keeps sessions and keys: everything is answered to the gateway itself, and to nobody else. */
const known = { well: true, sessions: [] as string[], key: null as object | null };
const service = createServer(async (request, response) => {
  const audience = createVerifier({
    audience: "people",
    issuers: [{ type: "service", issuer: "gateway", keys: publicKeySet([gatewayKey]) }],
  });
  const { ok } = await audience.verify(String(request.headers[IDENTITY_HEADER]));
  if (!ok || !known.well) return response.writeHead(ok ? 503 : 401).end();
  return response.end(JSON.stringify(request.url === "/ended" ? { sessions: known.sessions } : { key: known.key }));
});

let books: TestSubgraph;
let authors: TestSubgraph;
let gateway: TestGateway;
let revocations: ReturnType<typeof followRevocations>;
beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const url = (path: string) => new URL(path, `http://127.0.0.1:${(service.address() as AddressInfo).port}`);
  const itself = createServiceSigner({ issuer: "gateway", key: gatewayKey });
  const sign = () => itself.sign("people");
  books = await startBooks();
  authors = await startAuthors();
  revocations = followRevocations({ url: url("/ended"), sign, intervalMs: 20 });
  gateway = await startGateway(librarySupergraph({ books: books.url, authors: authors.url }), {
    identity: createSignedIdentity({
      people: [{ type: "person", issuer: PEOPLE_ISSUER, keys: publicKeySet([peopleKey]) }],
      audience: PEOPLE_AUDIENCE,
      issuer: "gateway",
      key: gatewayKey,
      isRevoked: revocations.isRevoked,
      keys: createKeyVerifier({ url: url("/key"), sign, cacheSeconds: 0, staleSeconds: 0 }),
    }),
  });
});
afterAll(async () => {
  await revocations.close();
  for (const part of [gateway, books, authors]) await part[Symbol.asyncDispose]();
  service.closeAllConnections();
  service.close();
});

const QUERY = "{ books { isbn } }";

describe("an API key", () => {
  const withKey = () => gateway.ask(QUERY, { headers: { "x-api-key": "tfk_key" } });

  it("tells subgraphs which partner comes, and goes no further than the gateway", async () => {
    known.key = { id: "key-1", scopes: ["orders:read"], expiresAt: null };
    const answer = await withKey();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const headers = books.requests.at(-1)?.headers ?? {};
    expect(JSON.stringify(headers)).not.toContain("tfk_key");
    const verifier = createVerifier({
      audience: "books",
      issuers: [{ type: "identity", issuer: "gateway", keys: publicKeySet([gatewayKey]) }],
    });
    expect(await verifier.verify(String(headers[IDENTITY_HEADER]))).toMatchObject({
      ok: true,
      value: { identity: { kind: "partner", id: "key-1", scopes: ["orders:read"] } },
    });
  });

  it("that is nobody's gets 401, and one that cannot be checked 503; neither reaches a subgraph", async () => {
    const before = books.requests.length;
    known.key = null;
    expect(await withKey()).toMatchObject({ status: 401, errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    known.well = false;
    const down = await gateway.ask(QUERY, { headers: { "x-api-key": "tfk_another" } });
    known.well = true;
    expect(down).toMatchObject({ status: 503, errors: [{ extensions: { code: "SERVICE_UNAVAILABLE" } }] });
    expect(books.requests.length).toBe(before);
  });

  it("is not looked for in addresses", async () => {
    const before = books.requests.length;
    const response = await fetch(`${gateway.url}/graphql?x-api-key=tfk_key&query=${encodeURIComponent(QUERY)}`, {
      headers: { "content-type": "application/json" },
    });
    expect(response.status).toBe(200);
    const headers = books.requests.at(-1)?.headers ?? {};
    expect(books.requests.length).toBe(before + 1);
    expect(String(headers[IDENTITY_HEADER]).split(".")).toHaveLength(3);
    const [, claims = ""] = String(headers[IDENTITY_HEADER]).split(".");
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({ kind: "anonymous" });
  });
});

it("a session that was ended is refused while its token has not expired, and no other", async () => {
  const session = async (id: string) => {
    const { token } = await people.sign({ id: "ada", role: "CUSTOMER", session: id, scopes: [] });
    return () => gateway.ask(QUERY, { headers: { authorization: `Bearer ${token}` } });
  };
  const [telephone, laptop] = [await session("telephone"), await session("laptop")];
  expect([(await telephone()).status, (await laptop()).status]).toEqual([200, 200]);
  known.sessions = ["telephone"];
  await vi.waitFor(async () => expect((await telephone()).status).toBe(401), 10_000);
  expect((await telephone()).errors?.[0]?.message).toBe("The session was ended: sign in again.");
  expect((await laptop()).status).toBe(200);
});
