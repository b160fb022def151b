import { createKeyVerifier, hashSecret, isSecret, type Person } from "@threefold/identity";
import type { Page } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestUsers, type TestUsers } from "../testing/index.ts";

let users: TestUsers;
let root: Person;
beforeAll(async () => {
  users = await startTestUsers();
  root = await users.addPerson("root", { role: "ADMIN" });
});
afterAll(() => users[Symbol.asyncDispose]());

interface SeenKey {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}
const KEY = "id name hint scopes createdBy { username } expiresAt lastUsedAt revokedAt";
const INPUT = { name: "Warehouse", scopes: ["STOCK_WRITE", "ORDERS_READ"] };

const create = (input: object, as: Person = root) =>
  users.ask<{ createApiKey: { key: string; apiKey: SeenKey } }>(
    `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { key apiKey { ${KEY} } } }`,
    { input },
    as,
  );
const revoke = (id: string, as: Person = root) =>
  users.ask<{ revokeApiKey: SeenKey }>(`mutation ($id: ID!) { revokeApiKey(id: $id) { ${KEY} } }`, { id }, as);
const list = async (variables: object = {}) =>
  (
    await users.ask<{ apiKeys: Page<SeenKey> }>(
      `query ($first: Int, $after: String) {
        apiKeys(first: $first, after: $after) { edges { cursor node { ${KEY} } } pageInfo { hasNextPage endCursor } }
      }`,
      variables,
      root,
    )
  ).data.apiKeys;

/** As an edge checks keys; it remembers nothing, so that each check reaches the service. */
const edge = () =>
  createKeyVerifier({
    url: new URL("/internal/api-keys/verify", users.url),
    sign: users.edge.tokenForItself,
    cacheSeconds: 0,
  });

describe("an API key", () => {
  test("is shown once, and is known from then on by its last characters", async () => {
    const { data, errors } = await create(INPUT);
    expect(errors).toEqual([]);
    const { key, apiKey } = data.createApiKey;
    expect(isSecret("apiKey", key)).toBe(true);
    expect(apiKey).toEqual({
      id: expect.any(String),
      name: "Warehouse",
      hint: key.slice(-4),
      scopes: ["ORDERS_READ", "STOCK_WRITE"],
      createdBy: { username: "root" },
      expiresAt: null,
      lastUsedAt: null,
      revokedAt: null,
    });
    expect(JSON.stringify(await list())).not.toContain(key);
    const stored = await users.rows("SELECT api_key::text AS row, secret_hash FROM api_key WHERE id = $1", [apiKey.id]);
    expect(JSON.stringify(stored)).not.toContain(key.slice(4, -4));
    expect(stored).toMatchObject([{ secret_hash: hashSecret(key) }]);
  });

  test("tells an edge which partner comes and what for, and when it was used", async () => {
    const { key, apiKey } = (await create(INPUT)).data.createApiKey;
    expect(await edge().verify(key)).toMatchObject({
      ok: true,
      value: { identity: { kind: "partner", id: apiKey.id, scopes: ["stock:write", "orders:read"] } },
    });
    const used = (await list()).edges.find(({ node }) => node.id === apiKey.id)?.node.lastUsedAt;
    expect(Math.abs(Date.parse(used ?? "") - Date.now())).toBeLessThan(60_000);
  });

  test("is good no more when it was revoked, which happens once", async () => {
    const { key, apiKey } = (await create(INPUT)).data.createApiKey;
    const { revokedAt } = (await revoke(apiKey.id)).data.revokeApiKey;
    expect(Math.abs(Date.parse(revokedAt ?? "") - Date.now())).toBeLessThan(60_000);
    expect(await edge().verify(key)).toMatchObject({ ok: false, error: { code: "unknown-api-key", temporary: false } });
    expect((await revoke(apiKey.id)).data.revokeApiKey.revokedAt).toBe(revokedAt);
  });

  test("is good no more when it has run out", async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const { key, apiKey } = (await create({ ...INPUT, expiresAt })).data.createApiKey;
    expect(await edge().verify(key)).toMatchObject({ ok: true, value: { expiresAt: Date.parse(expiresAt) } });
    await users.rows("UPDATE api_key SET expires_at = now() WHERE id = $1", [apiKey.id]);
    expect(await edge().verify(key)).toMatchObject({ error: { code: "unknown-api-key" } });
  });

  test.each([`tfk_${"A".repeat(43)}`, "", "x".repeat(10_000)])("made up is nobody's: %.10s…", async (key) => {
    expect(await edge().verify(key)).toMatchObject({ ok: false, error: { code: "unknown-api-key" } });
  });

  test.each([
    [{ ...INPUT, name: " " }, "name"],
    [{ ...INPUT, scopes: [] }, "scopes"],
    [{ ...INPUT, expiresAt: "2020-01-01T00:00:00Z" }, "expiresAt"],
  ])("is not made of %j", async (input, argument) => {
    const { errors, statements } = await create(input);
    expect(errors).toMatchObject([
      { path: ["createApiKey"], extensions: { code: "BAD_USER_INPUT", problems: [{ path: ["input", argument] }] } },
    ]);
    expect(statements).toEqual([]);
  });

  test("that is not there cannot be revoked", async () => {
    for (const id of ["x", "01930000-0000-7000-8000-000000000000"]) {
      expect((await revoke(id)).errors).toMatchObject([{ extensions: { code: "NOT_FOUND" } }]);
    }
  });
});

test("the list is read page by page, newest first", async () => {
  const names = ["first", "second", "third"];
  for (const name of names) await create({ ...INPUT, name });
  const page = await list({ first: 2 });
  const next = await list({ first: 1, after: page.pageInfo.endCursor });
  expect([...page.edges, ...next.edges].map(({ node }) => node.name)).toEqual(names.toReversed());
});

test("keys are for admins, and whoever else asks causes no statement", async () => {
  const { id } = (await create(INPUT)).data.createApiKey.apiKey;
  const stan = await users.addPerson("stan", { role: "STAFF" });
  const partner = { kind: "partner", id, scopes: ["orders:read"] } as const;
  for (const [as, code] of [
    [undefined, "UNAUTHENTICATED"],
    [stan, "FORBIDDEN"],
    [partner, "FORBIDDEN"],
  ] as const) {
    for (const query of [
      "{ apiKeys { edges { node { id } } } }",
      `mutation { revokeApiKey(id: "${id}") { id } }`,
      'mutation { createApiKey(input: { name: "Mine", scopes: [ORDERS_READ] }) { key } }',
    ]) {
      const { data, errors, statements } = await users.ask(query, {}, as);
      expect({ data, errors, statements }).toMatchObject({ data: null, errors: [{ extensions: { code } }] });
      expect(statements).toEqual([]);
    }
  }
});

test("only edges may have keys checked", async () => {
  const { key } = (await create(INPUT)).data.createApiKey;
  const verify = (headers: Record<string, string>, body: object) =>
    fetch(`${users.url}/internal/api-keys/verify`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const question = { hash: hashSecret(key).toString("base64url") };
  expect((await verify({}, question)).status).toBe(401);
  expect((await verify({ "x-api-key": key }, question)).status).toBe(401);
  expect((await verify(await users.edge.headersFor(root), question)).status).toBe(403);
  expect((await verify(await users.edge.headersForService(), question)).status).toBe(403);
  const headers = async () => ({ "x-threefold-identity": await users.edge.tokenForItself() });
  expect((await verify(await headers(), question)).status).toBe(200);
  expect((await verify(await headers(), { key })).status).toBe(400);
});
