import { type Asker, person, type RestRequest, rowsOf } from "@threefold/subgraph-server/testing";
import { expect, test } from "vitest";
import { PASSWORD, PASSWORD_HASH, startTestUsers, type TestUsers } from "./testing/index.ts";

/** What both ways start with: somebody with an address, an admin with a key, and a session to go on with. */
async function startWithPeople() {
  const users = await startTestUsers();
  const ada = await users.addPerson("ada", { passwordHash: PASSWORD_HASH });
  const [addressId = ""] = await users.addAddresses(ada, ["Home", "Work"]);
  const root = await users.addPerson("root", { role: "ADMIN" });
  const made = await users.ask<{ createApiKey: { apiKey: { id: string } } }>(
    'mutation { createApiKey(input: { name: "Old", scopes: [SALES_READ] }) { apiKey { id } } }',
    {},
    root,
  );
  const session = await users.ask<{ signIn: { refreshToken: string; accessToken: string } }>(
    'mutation ($password: String!) { signIn(username: "ada", password: $password) { refreshToken accessToken } }',
    { password: PASSWORD },
  );
  const { refreshToken, accessToken } = session.data.signIn;
  const verified = await users.verifier.verify(accessToken);
  if (!verified.ok || verified.value.identity.kind !== "person") throw new Error("ada has not signed in");
  return {
    users,
    ids: { addressId, apiKeyId: made.data.createApiKey.apiKey.id, refreshToken },
    as: { ada: verified.value.identity, root, nobody: { kind: "anonymous" } } as const,
    [Symbol.asyncDispose]: () => users[Symbol.asyncDispose](),
  };
}

type Start = Awaited<ReturnType<typeof startWithPeople>>;

interface Twin {
  readonly as: keyof Start["as"];
  readonly mutation: string;
  readonly variables?: (ids: Start["ids"]) => object;
  readonly request: (ids: Start["ids"]) => RestRequest & { readonly path: string };
}

const ADDRESS = {
  label: "Home",
  recipient: "A",
  line1: "1 Way",
  city: "Berlin",
  postalCode: "10115",
  countryCode: "DE",
};
const NEW = { username: "grace", displayName: "Grace", email: "grace@example.com", password: PASSWORD };

const TWINS: Readonly<Record<string, Twin>> = {
  signUp: {
    as: "nobody",
    mutation: "mutation ($input: SignUpInput!) { signUp(input: $input) { expiresAt } }",
    variables: () => ({ input: NEW }),
    request: () => ({ path: "/users", body: NEW }),
  },
  signIn: {
    as: "nobody",
    mutation: 'mutation ($password: String!) { signIn(username: "ada", password: $password) { expiresAt } }',
    variables: () => ({ password: PASSWORD }),
    request: () => ({ path: "/sessions", body: { username: "ada", password: PASSWORD } }),
  },
  refreshSession: {
    as: "nobody",
    mutation: "mutation ($token: String!) { refreshSession(refreshToken: $token) { expiresAt } }",
    variables: ({ refreshToken }) => ({ token: refreshToken }),
    request: ({ refreshToken }) => ({ path: "/sessions/refresh", body: { refreshToken } }),
  },
  signOut: {
    as: "ada",
    mutation: "mutation { signOut }",
    request: () => ({ method: "DELETE", path: "/sessions/current" }),
  },
  signOutEverywhere: {
    as: "ada",
    mutation: "mutation { signOutEverywhere }",
    request: () => ({ method: "DELETE", path: "/sessions" }),
  },
  updateProfile: {
    as: "ada",
    mutation: 'mutation { updateProfile(input: { displayName: "A. L.", phone: null, bio: "Numbers" }) { id } }',
    request: () => ({
      method: "PATCH",
      path: "/users/me",
      body: { displayName: "A. L.", phone: null, bio: "Numbers" },
    }),
  },
  addAddress: {
    as: "ada",
    mutation: "mutation ($input: AddressInput!) { addAddress(input: $input) { id } }",
    variables: () => ({ input: { ...ADDRESS, isDefault: true } }),
    request: () => ({ path: "/users/me/addresses", body: { ...ADDRESS, isDefault: true } }),
  },
  updateAddress: {
    as: "ada",
    mutation: 'mutation ($id: ID!) { updateAddress(id: $id, input: { line2: "Door 2", city: "Bonn" }) { id } }',
    variables: ({ addressId }) => ({ id: addressId }),
    request: ({ addressId }) => ({
      method: "PATCH",
      path: `/addresses/${addressId}`,
      body: { line2: "Door 2", city: "Bonn" },
    }),
  },
  removeAddress: {
    as: "ada",
    mutation: "mutation ($id: ID!) { removeAddress(id: $id) }",
    variables: ({ addressId }) => ({ id: addressId }),
    request: ({ addressId }) => ({ method: "DELETE", path: `/addresses/${addressId}` }),
  },
  createApiKey: {
    as: "root",
    mutation: 'mutation { createApiKey(input: { name: "New", scopes: [ORDERS_READ] }) { key } }',
    request: () => ({ path: "/api-keys", body: { name: "New", scopes: ["ORDERS_READ"] } }),
  },
  revokeApiKey: {
    as: "root",
    mutation: "mutation ($id: ID!) { revokeApiKey(id: $id) { id } }",
    variables: ({ apiKeyId }) => ({ id: apiKeyId }),
    request: ({ apiKeyId }) => ({ method: "DELETE", path: `/api-keys/${apiKeyId}` }),
  },
};

/** Made at random, and nothing in them says so. */
const IGNORED = ["hint", "secret_hash", "token_hash", "hash", "password_hash"];

test.each(Object.keys(TWINS))("%s and its REST twin leave the same rows", async (name) => {
  const twin = TWINS[name];
  if (!twin) throw new Error("there is no such twin");
  await using graph = await startWithPeople();
  await using rest = await startWithPeople();
  const before = await rowsOf(rest.users.ownerUrl, IGNORED);
  const { errors } = await graph.users.ask(twin.mutation, twin.variables?.(graph.ids), graph.as[twin.as]);
  expect(errors).toEqual([]);
  const { path, ...request } = twin.request(rest.ids);
  const { status, body } = await rest.users.rest(path, { ...request, as: rest.as[twin.as] });
  expect([200, 201, 204], JSON.stringify(body)).toContain(status);
  const left = await rowsOf(rest.users.ownerUrl, IGNORED);
  // What a refreshed session changes is its token, and when: both are left to chance.
  if (name !== "refreshSession") expect(left).not.toEqual(before);
  expect(left).toEqual(await rowsOf(graph.users.ownerUrl, IGNORED));
});

test("every mutation has a twin", async () => {
  await using users: TestUsers = await startTestUsers();
  const asker: Asker = person("STAFF");
  const { data } = await users.ask<{ _service: { sdl: string } }>("{ _service { sdl } }", {}, asker);
  const [, mutations = ""] = /type Mutation \{([\s\S]*?)\n\}/.exec(data._service.sdl) ?? [];
  const names = Array.from(mutations.matchAll(/^ {2}(\w+)[(:]/gm), ([, name]) => name);
  expect(names.sort()).toEqual(Object.keys(TWINS).sort());
});
