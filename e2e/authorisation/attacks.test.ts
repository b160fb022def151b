import { expect, inject, test, vi } from "vitest";
import { signIn } from "../system/client.ts";
import { apiKeys, askWith } from "./people.ts";

const ME = "{ me { username } }";
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

interface Session {
  readonly accessToken: string;
  readonly refreshToken: string;
}

async function session(): Promise<Session> {
  const username = `attack-${crypto.randomUUID().slice(0, 8)}`;
  const input = { username, displayName: "A", email: "a@example.com", password: "a fine long password" };
  const { data } = await askWith<{ signUp: Session }>(
    {},
    "mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken refreshToken } }",
    { input },
  );
  return data.signUp;
}
const refresh = (refreshToken: string) =>
  askWith<{ refreshSession: Session } | null>(
    {},
    "mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken refreshToken } }",
    { token: refreshToken },
  );

/** An edge asks every ten seconds. */
const SOON = { timeout: 25_000, interval: 250 };

// Each waits for an edge to ask again: they wait at the same time.
test.concurrent("a refresh token that was copied ends the session at the gateway too, its access tokens included", async () => {
  const stolen = await session();
  const thief = (await refresh(stolen.refreshToken)).data?.refreshSession;
  if (!thief) throw new Error("the first exchange goes through");
  expect((await askWith(bearer(thief.accessToken), ME)).status).toBe(200);
  expect((await refresh(stolen.refreshToken)).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  await vi.waitFor(async () => expect((await askWith(bearer(thief.accessToken), ME)).status).toBe(401), SOON);
  expect((await askWith(bearer(stolen.accessToken), ME)).status).toBe(401);
  expect((await refresh(thief.refreshToken)).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
});

test.concurrent("whoever signed out is out, though their token has not expired", async () => {
  const { accessToken } = await session();
  expect((await askWith(bearer(accessToken), "mutation { signOut }")).data).toEqual({ signOut: true });
  await vi.waitFor(async () => expect((await askWith(bearer(accessToken), ME)).status).toBe(401), SOON);
});

test.concurrent("a revoked key is refused within half a minute, and a key together with a token at once", async () => {
  const admin = bearer(await signIn("amira"));
  const key = (await apiKeys(admin))["key orders:read"];
  if (!key) throw new Error("there is a key to read orders with");
  const ORDERS = "{ orders(first: 1) { edges { node { id } } } }";
  expect((await askWith(key, ORDERS)).errors).toBeUndefined();
  expect((await askWith({ ...key, ...admin }, ORDERS)).status).toBe(401);
  const hint = key["x-api-key"]?.slice(-4);
  const list = await askWith<{ apiKeys: { edges: { node: { id: string; hint: string } }[] } }>(
    admin,
    "{ apiKeys(first: 100) { edges { node { id hint } } } }",
  );
  const id = list.data.apiKeys.edges.find(({ node }) => node.hint === hint)?.node.id;
  await askWith(admin, "mutation ($id: ID!) { revokeApiKey(id: $id) { revokedAt } }", { id });
  await vi.waitFor(async () => expect((await askWith(key, ORDERS)).status).toBe(401), {
    timeout: 35_000,
    interval: 500,
  });
}, 60_000);

test("what is for edges alone cannot be reached through the gateway", async () => {
  for (const path of ["/internal/revoked-sessions", "/internal/api-keys/verify", "/users/internal/revoked-sessions"]) {
    expect((await fetch(`${inject("system").gateway}${path}`)).status).toBe(404);
  }
});
