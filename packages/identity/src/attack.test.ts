import { createHmac, createPublicKey } from "node:crypto";
import { SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { ANONYMOUS } from "./identity.ts";
import { generateKey, publicKeySet, type SigningKey, signingKey } from "./keys.ts";
import { createReplayGuard } from "./replay.ts";
import { createIdentitySigner, createPersonSigner, createServiceSigner } from "./signer.ts";
import { createVerifier, type Verifier } from "./verifier.ts";

const ada = { kind: "person", id: "ada", role: "CUSTOMER", scopes: [] } as const;
const NOW = Date.parse("2026-11-20T12:00:00Z");
const IDENTITY_TYP = "threefold-identity+jwt";

let gatewayKey: SigningKey;
let peopleKey: SigningKey;
let ordersKey: SigningKey;
let products: Verifier;

beforeAll(async () => {
  [gatewayKey, peopleKey, ordersKey] = [
    signingKey(await generateKey()),
    signingKey(await generateKey()),
    signingKey(await generateKey()),
  ];
  products = createVerifier({
    audience: "products",
    issuers: [
      { type: "identity", issuer: "gateway", keys: publicKeySet([gatewayKey]) },
      { type: "service", issuer: "orders", keys: publicKeySet([ordersKey]) },
    ],
    now: () => NOW,
  });
});

/** What the verifier says of a token: "accepted", or the code of the refusal. */
async function verdict(token: string, verifier = products): Promise<string> {
  const result = await verifier.verify(token);
  return result.ok ? "accepted" : result.error.code;
}

/** A token as the gateway would sign it for products, but for what is changed. */
function forged(changes: { header?: object; claims?: object; key?: SigningKey } = {}): Promise<string> {
  const key = changes.key ?? gatewayKey;
  const seconds = NOW / 1000;
  const claims = { iss: "gateway", aud: "products", iat: seconds, exp: seconds + 120, kind: "person", sub: "ada" };
  return new SignJWT({ ...claims, role: "CUSTOMER", ...changes.claims })
    .setProtectedHeader({ alg: "EdDSA", typ: IDENTITY_TYP, kid: gatewayKey.kid, ...changes.header })
    .sign(key.privateKey);
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a subgraph accepts", () => {
  test("what the gateway signed for it", async () => {
    const signer = createIdentitySigner({ issuer: "gateway", key: gatewayKey, now: () => NOW });
    const result = await products.verify(await signer.forReads(ada, "products"));
    expect(result).toMatchObject({ ok: true, value: { identity: ada, issuer: "gateway", tokenId: undefined } });
  });

  test("another service in its own name", async () => {
    const signer = createServiceSigner({ issuer: "orders", key: ordersKey, now: () => NOW });
    const result = await products.verify(await signer.sign("products"));
    expect(result).toMatchObject({ ok: true, value: { identity: { kind: "service", name: "orders" } } });
  });

  test("clocks that differ by some seconds, no more", async () => {
    const at = (offset: number) => forged({ claims: { iat: NOW / 1000 + offset, exp: NOW / 1000 + offset + 120 } });
    expect(await verdict(await at(4))).toBe("accepted");
    expect(await verdict(await at(6))).toBe("not-yet-valid");
    expect(await verdict(await at(-124))).toBe("accepted");
    expect(await verdict(await at(-126))).toBe("expired");
  });
});

describe("a subgraph refuses", () => {
  test("a token without a signature", async () => {
    const [, claims = ""] = (await forged()).split(".");
    const header = (alg: string) => encode({ alg, typ: IDENTITY_TYP, kid: gatewayKey.kid });
    expect(await verdict(`${header("none")}.${claims}.`)).toBe("wrong-algorithm");
    expect(await verdict(`${header("None")}.${claims}.`)).toBe("wrong-algorithm");
    expect(await verdict(`${header("EdDSA")}.${claims}.`)).toBe("bad-signature");
  });

  test("a token signed by the published key taken as a secret", async () => {
    const [, claims = ""] = (await forged()).split(".");
    const input = `${encode({ alg: "HS256", typ: IDENTITY_TYP, kid: gatewayKey.kid })}.${claims}`;
    for (const secret of [
      gatewayKey.publicJwk.x,
      createPublicKey(gatewayKey.privateKey).export({ format: "pem", type: "spki" }),
    ]) {
      const signature = createHmac("sha256", secret).update(input).digest("base64url");
      expect(await verdict(`${input}.${signature}`)).toBe("wrong-algorithm");
    }
  });

  test("a token signed with a key of the attacker's", async () => {
    const mine = signingKey(await generateKey());
    expect(await verdict(await forged({ key: mine }))).toBe("bad-signature");
    expect(await verdict(await forged({ key: mine, header: { kid: mine.kid } }))).toBe("unknown-key");
  });

  test("a key that the token brings along", async () => {
    const mine = signingKey(await generateKey());
    const { kid: _, ...jwk } = mine.publicJwk;
    expect(await verdict(await forged({ key: mine, header: { jwk, kid: mine.kid } }))).toBe("unknown-key");
    expect(await verdict(await forged({ key: mine, header: { jwk, kid: gatewayKey.kid } }))).toBe("bad-signature");
  });

  test("a token meant for another subgraph, or for nobody", async () => {
    const signer = createIdentitySigner({ issuer: "gateway", key: gatewayKey, now: () => NOW });
    expect(await verdict(await signer.forReads(ada, "users"))).toBe("wrong-audience");
    expect(await verdict(await forged({ claims: { aud: undefined } }))).toBe("wrong-audience");
  });

  test("an old token, one from the future, and one that would last", async () => {
    const seconds = NOW / 1000;
    expect(await verdict(await forged({ claims: { iat: seconds - 300, exp: seconds - 180 } }))).toBe("expired");
    expect(await verdict(await forged({ claims: { iat: seconds + 60, exp: seconds + 180 } }))).toBe("not-yet-valid");
    expect(await verdict(await forged({ claims: { nbf: seconds + 60 } }))).toBe("not-yet-valid");
    expect(await verdict(await forged({ claims: { iat: seconds - 300, exp: seconds + 3600 } }))).toBe("expired");
    expect(await verdict(await forged({ claims: { exp: undefined } }))).toBe("malformed");
    expect(await verdict(await forged({ claims: { iat: undefined } }))).toBe("malformed");
  });

  test("a person's own token", async () => {
    const signer = createPersonSigner({ issuer: "users", audience: "products", key: peopleKey, now: () => NOW });
    const { token } = await signer.sign(ada);
    expect(await verdict(token)).toBe("wrong-type");
  });

  test("a token of another kind from an issuer that it trusts for one kind", async () => {
    expect(await verdict(await forged({ header: { typ: "at+jwt" } }))).toBe("wrong-type");
    expect(await verdict(await forged({ header: { typ: "threefold-service+jwt" } }))).toBe("wrong-type");
    expect(await verdict(await forged({ header: { typ: "JWT" } }))).toBe("wrong-type");
    expect(await verdict(await forged({ header: { typ: undefined } }))).toBe("wrong-type");
    const asGateway = createIdentitySigner({ issuer: "orders", key: ordersKey, now: () => NOW });
    expect(await verdict(await asGateway.forReads(ada, "products"))).toBe("wrong-type");
  });

  test("a service that speaks in another's name", async () => {
    const claims = { iss: "orders", sub: "users", jti: "1", iat: NOW / 1000, exp: NOW / 1000 + 30 };
    const header = { typ: "threefold-service+jwt", kid: ordersKey.kid };
    expect(await verdict(await forged({ key: ordersKey, header, claims }))).toBe("malformed");
    expect(await verdict(await forged({ key: ordersKey, header, claims: { ...claims, sub: "orders" } }))).toBe(
      "accepted",
    );
  });

  test("an issuer that it does not know", async () => {
    expect(await verdict(await forged({ claims: { iss: "elsewhere" } }))).toBe("unknown-issuer");
    expect(await verdict(await forged({ claims: { iss: undefined } }))).toBe("unknown-issuer");
  });

  test("an oversized token, before it is read", async () => {
    expect(await verdict(await forged({ claims: { padding: "x".repeat(5000) } }))).toBe("too-large");
  });

  test("a header that asks for what is not understood", async () => {
    const [, claims = "", signature = ""] = (await forged()).split(".");
    const header = encode({ alg: "EdDSA", typ: IDENTITY_TYP, kid: gatewayKey.kid, crit: ["x"], x: 1 });
    expect(await verdict(`${header}.${claims}.${signature}`)).toBe("malformed");
  });

  test("claims that tell no identity", async () => {
    for (const claims of [
      { role: "ROOT" },
      { role: undefined },
      { sub: "" },
      { kind: "service" },
      { kind: undefined },
    ]) {
      expect(await verdict(await forged({ claims }))).toBe("malformed");
    }
  });

  test("says nothing of the token in its message", async () => {
    const result = await products.verify(await forged({ claims: { iss: "<script>" } }));
    expect(result).toEqual({
      ok: false,
      error: { code: "unknown-issuer", message: "The token's issuer is not trusted here.", temporary: false },
    });
  });
});

describe("a write", () => {
  const signed = async (now = NOW) =>
    createIdentitySigner({ issuer: "gateway", key: gatewayKey, now: () => now }).forWrite(ada, "products", {
      requestId: "request-1",
      clientAddress: "203.0.113.7",
    });

  test("goes through once with its token", async () => {
    const guard = createReplayGuard({ now: () => NOW });
    const token = await signed();
    const first = await products.verify(token);
    const second = await products.verify(token);
    if (!first.ok || !second.ok) throw new Error("the token is good");
    expect(first.value).toMatchObject({ requestId: "request-1", clientAddress: "203.0.113.7" });
    expect(guard.use(first.value)).toBeUndefined();
    expect(guard.use(second.value)?.code).toBe("replayed");
  });

  test("does not go through with a token for reads, with none, or with one that would outlive our memory", async () => {
    const guard = createReplayGuard({ now: () => NOW });
    const reads = createIdentitySigner({ issuer: "gateway", key: gatewayKey, now: () => NOW });
    for (const token of [
      await reads.forReads(ada, "products"),
      await forged({ claims: { jti: "1", exp: NOW / 1000 + 3600 } }),
    ]) {
      const result = await products.verify(token);
      expect(result.ok && guard.use(result.value)?.code).toBe("not-single-use");
    }
    const nobody = { identity: ANONYMOUS, type: undefined, issuer: undefined, tokenId: undefined };
    const nowhere = { requestId: undefined, clientAddress: undefined, expiresAt: undefined };
    expect(guard.use({ ...nobody, ...nowhere })?.code).toBe("not-single-use");
  });

  test("is refused rather than let through unchecked when too many come at once, and accepted again later", async () => {
    let now = NOW;
    const guard = createReplayGuard({ capacity: 2, now: () => now });
    const write = (tokenId: string) =>
      guard.use({
        identity: ada,
        type: "identity",
        issuer: "gateway",
        tokenId,
        requestId: undefined,
        clientAddress: undefined,
        expiresAt: now + 30_000,
      })?.code;
    expect([write("1"), write("2"), write("3")]).toEqual([undefined, undefined, "replayed"]);
    now += 60_000;
    expect([write("3"), write("4")]).toEqual([undefined, undefined]);
  });
});
