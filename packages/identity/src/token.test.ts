import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { type Identity, ROLES } from "./identity.ts";
import { generateKey, publicKeySet, type SigningKey, signingKey } from "./keys.ts";
import { type Caller, createIdentitySigner, createPersonSigner } from "./signer.ts";
import { createVerifier } from "./verifier.ts";

const ada = { kind: "person", id: "ada", role: "CUSTOMER", session: "s1", scopes: [] } as const;
let key: SigningKey;
beforeAll(async () => {
  key = signingKey(await generateKey());
});

const word = fc.stringMatching(/^[\w:.-]{1,20}$/);
const callers: fc.Arbitrary<Caller> = fc.oneof(
  fc.constant({ kind: "anonymous" } as const),
  fc.record({ kind: fc.constant("partner" as const), id: word, scopes: fc.array(word, { maxLength: 5 }) }),
  fc.record({
    kind: fc.constant("person" as const),
    id: fc.string({ minLength: 1, maxLength: 60, unit: "grapheme" }).filter((id) => id.length <= 128),
    role: fc.constantFrom(...ROLES),
    session: fc.option(word, { nil: undefined }),
    scopes: fc.array(word, { maxLength: 5 }),
  }),
);

test("whoever the gateway says is asking, the subgraph hears the same", async () => {
  const verifier = createVerifier({
    audience: "products",
    issuers: [{ type: "identity", issuer: "gateway", keys: publicKeySet([key]) }],
  });
  const signer = createIdentitySigner({ issuer: "gateway", key });
  await fc.assert(
    fc.asyncProperty(callers, async (caller: Identity & Caller) => {
      for (const token of [await signer.forReads(caller, "products"), await signer.forWrite(caller, "products")]) {
        expect(await verifier.verify(token)).toMatchObject({ ok: true, value: { identity: caller } });
      }
    }),
    { numRuns: 50 },
  );
});

test("any character changed in a token makes it worthless", async () => {
  const verifier = createVerifier({
    audience: "products",
    issuers: [{ type: "identity", issuer: "gateway", keys: publicKeySet([key]) }],
  });
  const token = await createIdentitySigner({ issuer: "gateway", key }).forReads(ada, "products");
  const bytes = (text: string) => text.split(".").map((part) => Buffer.from(part, "base64url").toString("hex"));
  await fc.assert(
    fc.asyncProperty(fc.nat(token.length - 1), fc.stringMatching(/^[\w.-]$/), async (at, other) => {
      const changed = token.slice(0, at) + other + token.slice(at + 1);
      // Spare bits at the end of base64url can spell the same bytes in two ways.
      fc.pre(JSON.stringify(bytes(changed)) !== JSON.stringify(bytes(token)));
      expect(await verifier.verify(changed)).toMatchObject({ ok: false });
    }),
    { numRuns: 200 },
  );
});

test("no text whatever makes the verifier throw", async () => {
  const verifier = createVerifier({
    audience: "x",
    issuers: [{ type: "identity", issuer: "g", keys: publicKeySet([key]) }],
  });
  const part = fc.oneof(
    fc.string(),
    fc.json().map((json) => Buffer.from(json).toString("base64url")),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 4 }), async (parts) => {
      expect(await verifier.verify(parts.join("."))).toMatchObject({ ok: false });
    }),
  );
});

describe("signing for reads", () => {
  test("happens once for each identity, audience and minute", async () => {
    let now = Date.parse("2026-11-20T12:00:00Z");
    const signer = createIdentitySigner({ issuer: "gateway", key, now: () => now });
    const first = await signer.forReads(ada, "products");
    expect(await signer.forReads({ ...ada }, "products")).toBe(first);
    expect(await signer.forReads(ada, "users")).not.toBe(first);
    expect(await signer.forReads({ ...ada, role: "ADMIN" }, "products")).not.toBe(first);
    expect(await signer.forReads({ ...ada, scopes: ["orders:read"] }, "products")).not.toBe(first);
    expect(await signer.forReads({ kind: "partner", id: "ada", scopes: [] }, "products")).not.toBe(first);
    now += 60_000;
    expect(await signer.forReads(ada, "products")).not.toBe(first);
  });

  test("forgets the token that was not used for longest when there is no room for more", async () => {
    let now = Date.parse("2026-11-20T12:00:00Z");
    const signer = createIdentitySigner({ issuer: "gateway", key, capacity: 2, now: () => now });
    const names = ["ada", "bob", "ada", "eve"];
    const [first, bobs] = await Promise.all(names.map((id) => signer.forReads({ ...ada, id }, "products")));
    now += 1_000;
    expect(await signer.forReads(ada, "products")).toBe(first);
    expect(await signer.forReads({ ...ada, id: "bob" }, "products")).not.toBe(bobs);
  });
});

describe("an edge verifies a person's token", () => {
  test("with keys from where the issuer publishes them, and notices within half a minute that they were rotated", async () => {
    const next = signingKey(await generateKey());
    let published = [key];
    let fetches = 0;
    const server = createServer((_request, response) => {
      fetches++;
      response.setHeader("content-type", "application/json").end(JSON.stringify(publicKeySet(published)));
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    onTestFinished(() => void server.close());
    const keys = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`);
    const verifier = createVerifier({ audience: "threefold", issuers: [{ type: "person", issuer: "users", keys }] });
    const options = { issuer: "users", audience: "threefold" };
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => void vi.useRealTimers());
    const old = (await createPersonSigner({ ...options, key }).sign(ada)).token;
    expect(await verifier.verify(old)).toMatchObject({ ok: true, value: { identity: ada } });
    published = [next, key];
    const fresh = (await createPersonSigner({ ...options, key: next }).sign(ada)).token;
    expect(await verifier.verify(fresh)).toMatchObject({ ok: false, error: { code: "unknown-key" } });
    expect(fetches).toBe(1);
    vi.setSystemTime(Date.now() + 31_000);
    expect(await verifier.verify(fresh)).toMatchObject({ ok: true });
    expect(await verifier.verify(old)).toMatchObject({ ok: true });
    expect(fetches).toBe(2);
  });

  test("and says that it is our fault when the keys cannot be had", async () => {
    const keys = new URL("http://127.0.0.1:9/.well-known/jwks.json");
    const verifier = createVerifier({ audience: "threefold", issuers: [{ type: "person", issuer: "users", keys }] });
    const { token } = await createPersonSigner({ issuer: "users", audience: "threefold", key }).sign(ada);
    expect(await verifier.verify(token)).toMatchObject({
      ok: false,
      error: { code: "keys-unavailable", temporary: true },
    });
  });

  test("of another provider, by the claims that it uses", async () => {
    const verifier = createVerifier({
      audience: "shop",
      issuers: [
        {
          type: "person",
          issuer: "https://login.example",
          keys: publicKeySet([key]),
          typ: null,
          identityOf: (claims) =>
            typeof claims["sub"] === "string"
              ? { kind: "person", id: claims["sub"], role: "CUSTOMER", scopes: [] }
              : undefined,
        },
      ],
    });
    const { token } = await createPersonSigner({ issuer: "https://login.example", audience: "shop", key }).sign(ada);
    expect(await verifier.verify(token)).toMatchObject({
      ok: true,
      value: { identity: { id: "ada", role: "CUSTOMER" } },
    });
  });

  test("never by a symmetric algorithm or none", () => {
    for (const algorithm of ["HS256", "none"]) {
      const issuer = { type: "person", issuer: "x", keys: publicKeySet([key]), algorithms: [algorithm] } as const;
      expect(() => createVerifier({ audience: "x", issuers: [issuer] })).toThrow(
        `the algorithm ${algorithm} is not safe`,
      );
    }
  });

  test("again after it has expired: not from memory", async () => {
    let now = Date.parse("2026-11-20T12:00:00Z");
    const verifier = createVerifier({
      audience: "threefold",
      issuers: [{ type: "person", issuer: "users", keys: publicKeySet([key]) }],
      now: () => now,
    });
    const signer = createPersonSigner({ issuer: "users", audience: "threefold", key, now: () => now });
    const { token, expiresAt } = await signer.sign(ada);
    expect(await verifier.verify(token)).toMatchObject({ ok: true });
    now = expiresAt.getTime() + 5_000;
    expect(await verifier.verify(token)).toMatchObject({ ok: false, error: { code: "expired" } });
  });
});
