import { createIdentitySigner, createPersonSigner, generateKey, type Person, signingKey } from "@threefold/identity";
import { createRemoteJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { configurationOf } from "./configuration.ts";
import { PASSWORD, PASSWORD_HASH, startTestUsers, type TestUsers } from "./testing/index.ts";

let users: TestUsers;
let ada: Person;
beforeAll(async () => {
  users = await startTestUsers();
  ada = await users.addPerson("ada", { passwordHash: PASSWORD_HASH });
});
afterAll(() => users[Symbol.asyncDispose]());

const ME = "{ me { email } }";
const signIn = async () => {
  const query = `mutation { signIn(username: "ada", password: "${PASSWORD}") { accessToken } }`;
  return (await users.ask<{ signIn: { accessToken: string } }>(query)).data.signIn.accessToken;
};

describe("the keys of people's tokens", () => {
  test("are where OpenID clients look for them, without their private halves", async () => {
    const response = await fetch(`${users.url}/.well-known/jwks.json`);
    expect(response.headers.get("content-type")).toBe("application/jwk-set+json; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("public, max-age=300");
    const { keys } = (await response.json()) as { keys: Record<string, string>[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([["alg", "crv", "kid", "kty", "use", "x"]]);
  });

  test("verify a token with a library of somebody else's choice", async () => {
    const keys = createRemoteJWKSet(new URL(`${users.url}/.well-known/jwks.json`));
    const { payload } = await jwtVerify(await signIn(), keys, {
      issuer: "threefold-users",
      audience: "threefold",
      typ: "at+jwt",
      algorithms: ["EdDSA"],
    });
    expect(payload).toMatchObject({ sub: ada.id, role: "CUSTOMER" });
  });
});

describe("whoever talks to the service directly", () => {
  test("is nobody, whatever names they put into headers", async () => {
    const headers = { "x-user-id": ada.id, "x-user-role": "ADMIN", cookie: `token=${await signIn()}` };
    expect(await users.send(ME, {}, headers)).toMatchObject({ status: 200, data: { me: null } });
  });

  test("is refused with a person's own token", async () => {
    const refused = await users.send(ME, {}, { authorization: `Bearer ${await signIn()}` });
    expect(refused).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: "UNAUTHENTICATED", reason: "wrong-type" } }],
    });
    const asIdentity = await users.send(ME, {}, { "x-threefold-identity": await signIn() });
    expect(asIdentity).toMatchObject({ status: 401, errors: [{ extensions: { reason: "wrong-type" } }] });
  });

  test("is refused with an identity that they signed themselves", async () => {
    const key = signingKey(await generateKey());
    const admin = { ...ada, role: "ADMIN" } as const;
    const gateway = await createIdentitySigner({ issuer: "gateway", key }).forReads(admin, "users");
    const person = await createPersonSigner({ issuer: "gateway", audience: "users", key }).sign(admin);
    for (const [token, reason] of [
      [gateway, "unknown-key"],
      [person.token, "wrong-type"],
      ["neither here nor there", "malformed"],
      ["x".repeat(5_000), "too-large"],
    ] as const) {
      const answer = await users.send(ME, {}, { "x-threefold-identity": token });
      expect(answer).toMatchObject({ status: 401, errors: [{ extensions: { code: "UNAUTHENTICATED", reason } }] });
    }
  });

  test("cannot send a write again that they overheard", async () => {
    const headers = await users.edge.headersFor(ada);
    const write = () => users.send('mutation { updateProfile(input: { bio: "Once." }) { bio } }', {}, headers);
    expect(await write()).toMatchObject({ status: 200, data: { updateProfile: { bio: "Once." } } });
    expect(await write()).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: "UNAUTHENTICATED", reason: "replayed" } }],
    });
  });
});

describe("a request that is wrong", () => {
  const post = async (body: string) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${users.url}/graphql`, { method: "POST", headers, body });
    return { status: response.status, text: await response.text() };
  };

  test.each([
    ["malformed JSON", "{"],
    ["no operation", "{}"],
    ["a field that is not there", '{"query":"{ me { password } }"}'],
    [
      "a variable of a wrong type",
      '{"query":"query ($r: Role) { users(role: $r) { edges { cursor } } }","variables":{"r":"GOD"}}',
    ],
    ["introspection, which production does not have", '{"query":"{ __schema { types { name } } }"}'],
  ])("gets an answer that says nothing of the inside: %s", async (_what, body) => {
    const answer = await post(body);
    expect(answer.text).not.toMatch(/node_modules|\.ts|prisma|SELECT|postgres|at .*:\d+/i);
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/"code":"[A-Z_]+"/);
  });
});

test("a database that is gone is an error that says nothing of it, and the service says that it is not ready", async () => {
  await using cut = await startTestUsers();
  const ready = await fetch(`${cut.url}/health/ready`);
  expect({ status: ready.status, body: await ready.json() }).toEqual({
    status: 200,
    body: { status: "ready", checks: { database: { status: "up" } } },
  });
  await cut.loseDatabase();
  const { data, errors } = await cut.ask('{ userByUsername(username: "ada") { id } }');
  expect({ data, errors }).toMatchObject({
    data: { userByUsername: null },
    errors: [{ message: "Something went wrong here.", extensions: { code: "INTERNAL_SERVER_ERROR" } }],
  });
  expect((await fetch(`${cut.url}/health/ready`)).status).toBe(503);
  expect((await fetch(`${cut.url}/health/live`)).status).toBe(200);
});

test("a start without keys says which variable is missing", () => {
  const environment = { USERS_DATABASE_URL: "postgresql://localhost/users" };
  expect(() => configurationOf(environment)).toThrow(
    /^PEOPLE_SIGNING_KEYS is not set: expected a JWK Set of private Ed25519 keys/,
  );
});
