import { followRevocations, type Person } from "@threefold/identity";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { PASSWORD, PASSWORD_HASH, startTestUsers, type TestUsers } from "../testing/index.ts";

let users: TestUsers;
beforeAll(async () => {
  users = await startTestUsers();
});
afterAll(() => users[Symbol.asyncDispose]());

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly endsAt: string;
}
const TOKENS = "accessToken refreshToken endsAt";

async function signIn(username: string): Promise<Tokens> {
  const { data } = await users.ask<{ signIn: Tokens }>(
    `mutation { signIn(username: "${username}", password: "${PASSWORD}") { ${TOKENS} } }`,
  );
  return data.signIn;
}

const refresh = (refreshToken: string) =>
  users.ask<{ refreshSession: Tokens }>(
    `mutation ($refreshToken: String!) { refreshSession(refreshToken: $refreshToken) { ${TOKENS} user { username } } }`,
    { refreshToken },
  );

/** Who an edge takes the bearer of an access token for. */
async function bearer({ accessToken }: Tokens): Promise<Person> {
  const result = await users.verifier.verify(accessToken);
  if (!result.ok || result.value.identity.kind !== "person") throw new Error("this is no person's token");
  return result.value.identity;
}

async function newPerson(username: string): Promise<Person> {
  return users.addPerson(username, { passwordHash: PASSWORD_HASH });
}

const NOT_GOOD = {
  data: null,
  errors: [{ path: ["refreshSession"], extensions: { code: "UNAUTHENTICATED" } }],
};

describe("a refresh token", () => {
  test("is exchanged for new tokens of the same session in one statement, as often as one likes", async () => {
    await newPerson("ada");
    let tokens = await signIn("ada");
    const { session } = await bearer(tokens);
    for (let times = 0; times < 3; times++) {
      const { data, errors, statements } = await refresh(tokens.refreshToken);
      expect(errors).toEqual([]);
      expect(data.refreshSession).toMatchObject({ endsAt: tokens.endsAt, user: { username: "ada" } });
      expect(data.refreshSession.refreshToken).not.toBe(tokens.refreshToken);
      expect((await bearer(data.refreshSession)).session).toBe(session);
      expect(statements).toHaveLength(2);
      tokens = data.refreshSession;
    }
  });

  test("that comes twice ends the session, for whoever came first as well", async () => {
    await newPerson("bob");
    const stolen = await signIn("bob");
    const thief = (await refresh(stolen.refreshToken)).data.refreshSession;
    expect(await refresh(stolen.refreshToken)).toMatchObject(NOT_GOOD);
    expect(await refresh(thief.refreshToken)).toMatchObject(NOT_GOOD);
    expect(await refresh(stolen.refreshToken)).toMatchObject(NOT_GOOD);
  });

  test("that comes twice at once goes through once at most, and the session is ended", async () => {
    await newPerson("cal");
    const { refreshToken } = await signIn("cal");
    const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken), refresh(refreshToken)]);
    const good = answers.filter(({ errors }) => errors.length === 0);
    expect(good).toHaveLength(1);
    expect(await refresh(good[0]?.data.refreshSession.refreshToken ?? "")).toMatchObject(NOT_GOOD);
  });

  test("of another device is untouched by that", async () => {
    await newPerson("dan");
    const [telephone, laptop] = [await signIn("dan"), await signIn("dan")];
    await refresh(telephone.refreshToken);
    await refresh(telephone.refreshToken);
    expect((await refresh(laptop.refreshToken)).errors).toEqual([]);
  });

  test.each([
    ["made up", `tfr_${"A".repeat(43)}`],
    ["an access token", "eyJhbGciOiJFZERTQSJ9.e30.x"],
    ["empty", ""],
    ["a thousand characters", "x".repeat(1_000)],
  ])("is not good when it is %s, and nothing ends by it", async (_what, token) => {
    expect(await refresh(token)).toMatchObject(NOT_GOOD);
  });

  test("is not good any more when the session has run out, and the answer does not say why", async () => {
    await newPerson("eve");
    const { refreshToken } = await signIn("eve");
    await users.rows(
      "UPDATE session SET expires_at = now() FROM person WHERE username = 'eve' AND user_id = person.id",
    );
    const [ranOut, unknown] = [await refresh(refreshToken), await refresh(`tfr_${"A".repeat(43)}`)];
    expect(ranOut.errors).toEqual(unknown.errors);
    await signIn("eve");
    expect(
      await users.rows("SELECT 1 FROM session JOIN person ON user_id = person.id WHERE username = 'eve'"),
    ).toHaveLength(1);
  });

  test("gives the role that somebody has by now", async () => {
    await newPerson("fay");
    const { refreshToken } = await signIn("fay");
    await users.rows("UPDATE person SET role = 'STAFF' WHERE username = 'fay'");
    expect((await bearer((await refresh(refreshToken)).data.refreshSession)).role).toBe("STAFF");
  });

  test("is nowhere in the database", async () => {
    await newPerson("gus");
    const first = await signIn("gus");
    const second = (await refresh(first.refreshToken)).data.refreshSession;
    const stored = JSON.stringify(
      await users.rows("SELECT session::text, spent_token::text FROM session LEFT JOIN spent_token ON true"),
    );
    for (const { refreshToken } of [first, second]) {
      expect(stored).not.toContain(refreshToken);
      expect(stored).not.toContain(Buffer.from(refreshToken.slice(4), "base64url").toString("hex"));
    }
  });
});

describe("signing out", () => {
  const signOut = (as: Person) => users.ask("mutation { signOut }", {}, as);

  test("ends the session it was asked from, and no other", async () => {
    await newPerson("hal");
    const [here, there] = [await signIn("hal"), await signIn("hal")];
    expect(await signOut(await bearer(here))).toMatchObject({ data: { signOut: true }, errors: [] });
    expect(await refresh(here.refreshToken)).toMatchObject(NOT_GOOD);
    expect((await refresh(there.refreshToken)).errors).toEqual([]);
    expect(await signOut(await bearer(here))).toMatchObject({ data: { signOut: true }, errors: [] });
  });

  test("everywhere ends all of one's own sessions, and says how many", async () => {
    const [ida] = [await newPerson("ida"), await newPerson("jon")];
    const sessions = [await signIn("ida"), await signIn("ida"), await signIn("ida")];
    const others = await signIn("jon");
    const answer = await users.ask("mutation { signOutEverywhere }", {}, ida);
    expect(answer).toMatchObject({ data: { signOutEverywhere: 3 }, errors: [] });
    for (const { refreshToken } of sessions) expect(await refresh(refreshToken)).toMatchObject(NOT_GOOD);
    expect((await refresh(others.refreshToken)).errors).toEqual([]);
  });

  test("cannot end somebody else's session, whatever session a token names", async () => {
    const [kim] = [await newPerson("kim"), await newPerson("leo")];
    const theirs = await signIn("leo");
    const { session } = await bearer(theirs);
    await signOut({ ...kim, session });
    expect((await refresh(theirs.refreshToken)).errors).toEqual([]);
  });

  test("needs somebody, and a session that began here", async () => {
    expect((await users.ask("mutation { signOut }")).errors).toMatchObject([
      { extensions: { code: "UNAUTHENTICATED" } },
    ]);
    const elsewhere = { kind: "person", id: "sub-of-another-provider", role: "CUSTOMER", scopes: [] } as const;
    expect((await signOut(elsewhere)).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
  });
});

describe("edges", () => {
  const path = "/internal/revoked-sessions";
  const get = (headers: Record<string, string>) => fetch(`${users.url}${path}`, { headers });
  const edgesOwn = async () => ({ "x-threefold-identity": await users.edge.tokenForItself() });

  test("are told which sessions have ended, as long as their tokens may be good", async () => {
    const mia = await newPerson("mia");
    const [{ session }, old] = [await bearer(await signIn("mia")), await bearer(await signIn("mia"))];
    await users.ask("mutation { signOutEverywhere }", {}, mia);
    await users.rows("UPDATE session SET revoked_at = now() - interval '12 minutes' WHERE id = $1", [old.session]);
    const response = await get(await edgesOwn());
    expect(response.headers.get("cache-control")).toBe("no-store");
    const { sessions } = (await response.json()) as { sessions: string[] };
    expect(sessions).toContain(session);
    expect(sessions).not.toContain(old.session);
  });

  test("refuse a session's access token soon after it has ended, and go on with the others", async () => {
    await newPerson("ned");
    const [ended, going] = [await signIn("ned"), await signIn("ned")];
    const revocations = followRevocations({
      url: new URL(path, users.url),
      sign: users.edge.tokenForItself,
      intervalMs: 20,
    });
    onTestFinished(revocations.close);
    const edge = users.verifierWith(revocations.isRevoked);
    expect(await edge.verify(ended.accessToken)).toMatchObject({ ok: true });
    await users.ask("mutation { signOut }", {}, await bearer(ended));
    await vi.waitFor(
      async () => expect(await edge.verify(ended.accessToken)).toMatchObject({ ok: false, error: { code: "revoked" } }),
      10_000,
    );
    expect(await edge.verify(going.accessToken)).toMatchObject({ ok: true });
  });

  test("alone are told", async () => {
    const staff = await users.addPerson("olga", { role: "ADMIN" });
    expect((await get({})).status).toBe(401);
    expect((await get({ authorization: `Bearer ${(await signIn("ada")).accessToken}` })).status).toBe(401);
    expect((await get({ "x-threefold-identity": "nonsense" })).status).toBe(401);
    for (const headers of [await users.edge.headersFor(staff), await users.edge.headersForService()]) {
      const refused = await get(headers);
      expect(refused.status).toBe(403);
      expect(refused.headers.get("content-type")).toMatch(/^application\/problem\+json/);
      expect(await refused.json()).toMatchObject({ status: 403, title: "Forbidden" });
    }
  });
});
