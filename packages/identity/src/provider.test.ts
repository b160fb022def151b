import { readConfiguration } from "@threefold/configuration";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { TrustedIssuer } from "./issuer.ts";
import { peopleProviderVariable } from "./provider.ts";
import { startTestProvider, type TestProvider } from "./testing/provider.ts";
import { createVerifier } from "./verifier.ts";

const AUDIENCE = "threefold";
const ADAS_ID = "0198c0de-0000-7000-8000-000000000001";
const GROUPS: Record<string, unknown> = {
  ada: [],
  stan: ["shop-staff", "chess"],
  amira: ["shop-staff", "shop-admins"],
  sol: "shop-sellers",
  eve: ["ADMIN", "admin"],
};

let provider: TestProvider;
beforeAll(async () => {
  provider = await startTestProvider({
    audience: AUDIENCE,
    // The provider's own "role" means nothing here: only what is mapped does.
    claimsOf: (login) => ({ groups: GROUPS[login], role: "ADMIN", shop_id: login === "ada" ? ADAS_ID : "none" }),
  });
});
afterAll(() => provider[Symbol.asyncDispose]());

const ROLES = { claim: "groups", values: { "shop-sellers": "SELLER", "shop-staff": "STAFF", "shop-admins": "ADMIN" } };

/** As the process that is configured with it reads it. */
function configured(settings: object): TrustedIssuer {
  const schema = z.object({ PEOPLE_PROVIDER: peopleProviderVariable });
  return readConfiguration(schema, { PEOPLE_PROVIDER: JSON.stringify(settings) }).PEOPLE_PROVIDER;
}
const edgeWith = (settings: object = {}, audience = AUDIENCE) =>
  createVerifier({
    audience,
    issuers: [configured({ issuer: provider.issuer, jwks: provider.jwks, roles: ROLES, ...settings })],
  });

describe("people who signed in at another provider", () => {
  test("are let in by its access token, with an id that is theirs each time", async () => {
    const edge = edgeWith();
    const first = await edge.verify((await provider.signIn("ada")).accessToken);
    const again = await edge.verify((await provider.signIn("ada")).accessToken);
    const other = await edge.verify((await provider.signIn("stan")).accessToken);
    if (!first.ok || !again.ok || !other.ok) throw new Error("the tokens are good");
    expect(first.value).toMatchObject({ type: "person", issuer: provider.issuer, identity: { role: "CUSTOMER" } });
    expect(first.value.identity).toHaveProperty("id", expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-/));
    expect(again.value.identity).toEqual(first.value.identity);
    expect(other.value.identity).not.toEqual(first.value.identity);
  });

  test.each([
    ["ada", "CUSTOMER"],
    ["sol", "SELLER"],
    ["stan", "STAFF"],
    ["amira", "ADMIN"],
    ["eve", "CUSTOMER"],
  ])("have the highest of the roles that are mapped, and no other: %s is %s", async (login, role) => {
    const { accessToken } = await provider.signIn(login);
    expect(await edgeWith().verify(accessToken)).toMatchObject({ ok: true, value: { identity: { role } } });
    expect(await edgeWith({ roles: undefined }).verify(accessToken)).toMatchObject({
      ok: true,
      value: { identity: { role: "CUSTOMER" } },
    });
  });

  test("have the id that a claim holds, where the provider knows it, and are refused where it does not", async () => {
    const edge = edgeWith({ idClaim: "shop_id" });
    expect(await edge.verify((await provider.signIn("ada")).accessToken)).toMatchObject({
      ok: true,
      value: { identity: { id: ADAS_ID } },
    });
    expect(await edge.verify((await provider.signIn("stan")).accessToken)).toMatchObject({
      ok: false,
      error: { code: "malformed" },
    });
  });
});

describe("a provider's token is refused", () => {
  const code = async (token: string, edge = edgeWith()) => {
    const result = await edge.verify(token);
    return result.ok ? "accepted" : result.error.code;
  };

  test("when it says who somebody is, and not what they may ask for", async () => {
    const { idToken } = await provider.signIn("ada");
    expect(decodeProtectedHeader(idToken).typ).not.toBe("at+jwt");
    expect(await code(idToken)).toBe("wrong-type");
    expect(await code(idToken, edgeWith({ typ: null }))).toBe("wrong-audience");
  });

  test("when it is meant for somebody else, of another provider, or signed otherwise", async () => {
    const { accessToken } = await provider.signIn("ada");
    expect(decodeJwt(accessToken).aud).toBe(AUDIENCE);
    expect(await code(accessToken, edgeWith({}, "another-shop"))).toBe("wrong-audience");
    expect(await code(accessToken, edgeWith({ issuer: "https://login.example" }))).toBe("unknown-issuer");
    expect(await code(accessToken, edgeWith({ algorithms: ["ES256"] }))).toBe("wrong-algorithm");
  });

  test("when it is signed with another key that is called the same", async () => {
    await using impostor = await startTestProvider({
      audience: AUDIENCE,
      claimsOf: () => ({ groups: ["shop-admins"] }),
    });
    const { accessToken } = await impostor.signIn("ada");
    const edge = createVerifier({
      audience: AUDIENCE,
      issuers: [configured({ issuer: impostor.issuer, jwks: provider.jwks, roles: ROLES })],
    });
    expect(await code(accessToken, edge)).toBe("bad-signature");
  });
});

test.each([
  {},
  { issuer: "https://login.example" },
  { issuer: "https://login.example", jwks: "http://login.example/jwks" },
  { issuer: "https://login.example", jwks: "https://login.example/jwks", algorithms: ["HS256"] },
  { issuer: "https://login.example", jwks: "https://login.example/jwks", roles: { claim: "g", values: { x: "ROOT" } } },
  { issuer: "https://login.example", jwks: "https://login.example/jwks", audiance: "typo" },
])("a wrong configuration stops the start, naming the variable: %j", (settings) => {
  expect(() => configured(settings)).toThrow(/^PEOPLE_PROVIDER is wrong: expected an OpenID Connect provider/);
});
