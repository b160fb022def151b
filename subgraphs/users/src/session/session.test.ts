import { isOutdated } from "@threefold/identity/password";
import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD, PASSWORD_HASH, startTestUsers, type TestUsers } from "../testing/index.ts";

let users: TestUsers;
beforeAll(async () => {
  users = await startTestUsers();
});
afterAll(() => users[Symbol.asyncDispose]());

const SIGN_IN = `mutation ($username: String!, $password: String!) {
  signIn(username: $username, password: $password) { ...Tokens user { id username email } }
}
fragment Tokens on Session { accessToken expiresAt refreshToken endsAt }`;
const SIGN_UP = `mutation ($input: SignUpInput!) {
  signUp(input: $input) { accessToken user { id username displayName email avatarUrl role addresses { id } } }
}`;

interface Opened {
  readonly accessToken: string;
  readonly expiresAt: string;
  readonly user: { readonly id: string };
}

const signIn = (username: string, password: string, from = "203.0.113.1") =>
  users.askFrom<{ signIn: Opened }>(from, SIGN_IN, { username, password });
const signUp = (input: object, from = "203.0.113.1") => users.askFrom<{ signUp: Opened }>(from, SIGN_UP, { input });

async function storedHash(username: string): Promise<string> {
  const [row] = await users.rows<{ hash: string }>(
    "SELECT password_hash AS hash FROM credential JOIN person ON person.id = user_id WHERE username = $1",
    [username],
  );
  return row?.hash ?? "";
}

describe("signing in", () => {
  test("gives a token by which an edge knows the person and their role, until it ends", async () => {
    const sol = await users.addPerson("sol", { role: "SELLER", passwordHash: PASSWORD_HASH });
    const session = (await signIn("sol", PASSWORD)).data.signIn;
    expect(session).toMatchObject({ user: { id: sol.id, username: "sol", email: "sol@example.com" } });
    const verification = await users.verifier.verify(session.accessToken);
    expect(verification).toMatchObject({ ok: true, value: { identity: { id: sol.id, role: "SELLER" } } });
    expect(verification.ok && verification.value.expiresAt).toBe(Date.parse(session.expiresAt));
  });

  test("works with the username as a telephone writes it", async () => {
    await users.addPerson("pat", { passwordHash: PASSWORD_HASH });
    expect((await signIn(" Pat ", PASSWORD)).errors).toEqual([]);
  });

  test("takes three statements", async () => {
    await users.addPerson("two", { passwordHash: PASSWORD_HASH });
    expect((await signIn("two", PASSWORD)).statements).toHaveLength(3);
  });

  test("puts nothing of the person into the token but what rules need", async () => {
    await users.addPerson("tim", { passwordHash: PASSWORD_HASH });
    const { accessToken } = (await signIn("tim", PASSWORD)).data.signIn;
    expect(Object.keys(decodeJwt(accessToken)).sort()).toEqual([
      "aud",
      "exp",
      "iat",
      "iss",
      "jti",
      "role",
      "sid",
      "sub",
    ]);
  });

  test("says the same whether the account does not exist, has no password, or has another", async () => {
    await users.addPerson("una", { passwordHash: PASSWORD_HASH });
    await users.addPerson("no-password");
    const answers = [
      await signIn("una", "another password", "198.51.100.1"),
      await signIn("no-password", PASSWORD, "198.51.100.1"),
      await signIn("nobody-at-all", PASSWORD, "198.51.100.1"),
    ];
    for (const { data, errors, statements } of answers) {
      expect({ data, errors }).toEqual({ data: null, errors: answers[0]?.errors });
      expect(statements).toHaveLength(1);
    }
    expect(answers[0]?.errors).toMatchObject([
      {
        message: "The username or the password is wrong.",
        path: ["signIn"],
        extensions: { code: "UNAUTHENTICATED" },
      },
    ]);
    const impossible = await signIn("No such name!", PASSWORD, "198.51.100.1");
    expect(impossible.errors).toEqual(answers[0]?.errors);
  });

  test("is slowed down for whoever guesses, the right password included, and not for its owner elsewhere", async () => {
    await users.addPerson("vic", { passwordHash: PASSWORD_HASH });
    const guesses = await Promise.all(
      Array.from({ length: 7 }, (_, index) => signIn("vic", `guess number ${index}`, "198.51.100.7")),
    );
    const codes = guesses.map(({ errors }) => errors[0]?.extensions["code"]);
    expect(codes.filter((code) => code === "UNAUTHENTICATED")).toHaveLength(5);
    expect(codes.filter((code) => code === "RATE_LIMITED")).toHaveLength(2);
    const limited = await signIn("vic", PASSWORD, "198.51.100.7");
    expect(limited).toMatchObject({ data: null, errors: [{ extensions: { code: "RATE_LIMITED" } }], statements: [] });
    expect((await signIn("vic", PASSWORD, "198.51.100.8")).errors).toEqual([]);
  });

  test("is kept from nobody by who tries names that nobody can have", async () => {
    await users.addPerson("nobody", { passwordHash: PASSWORD_HASH });
    const guesses = await Promise.all(Array.from({ length: 5 }, () => signIn("no name!", PASSWORD, "198.51.100.17")));
    expect(guesses.map(({ errors }) => errors[0]?.extensions["code"])).toEqual(Array(5).fill("UNAUTHENTICATED"));
    expect((await signIn("nobody", PASSWORD, "198.51.100.17")).errors).toEqual([]);
  });

  test("puts a hash of today's cost in the place of an older one", async () => {
    // "password", as the reference implementation hashes it at another cost (phc-winner-argon2, src/test.c).
    const passwordHash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    await users.addPerson("wes", { passwordHash });
    expect((await signIn("wes", "password")).errors).toEqual([]);
    expect(isOutdated(await storedHash("wes"))).toBe(false);
    expect((await signIn("wes", "password")).errors).toEqual([]);
  });
});

describe("signing up", () => {
  const input = { username: "zoe", displayName: " Zoe ", email: "zoe@example.com", password: "a fine long password" };

  test("opens a customer's account that one can sign in to", async () => {
    const { accessToken, user } = (await signUp(input)).data.signUp;
    expect(user).toEqual({
      id: expect.any(String),
      username: "zoe",
      displayName: "Zoe",
      email: "zoe@example.com",
      avatarUrl: `/images/avatars/${user.id}.svg`,
      role: "CUSTOMER",
      addresses: [],
    });
    expect(await users.verifier.verify(accessToken)).toMatchObject({
      ok: true,
      value: { identity: { id: user.id, role: "CUSTOMER" } },
    });
    expect((await signIn("zoe", input.password)).errors).toEqual([]);
    expect((await fetch(`${users.url}/images/avatars/${user.id}.svg`)).status).toBe(200);
  });

  test("keeps no password, but its hash", async () => {
    await signUp({ ...input, username: "yan" });
    const stored = await storedHash("yan");
    expect(stored).toMatch(/^\$argon2id\$/);
    expect(stored).not.toContain(input.password);
  });

  test("refuses a username that is taken, and leaves nothing behind", async () => {
    await users.addPerson("taken");
    const people = () => users.rows("SELECT id FROM person ORDER BY id");
    const before = await people();
    const { data, errors } = await signUp({ ...input, username: "taken" });
    expect({ data, errors }).toMatchObject({
      data: null,
      errors: [{ path: ["signUp"], extensions: { code: "CONFLICT", problems: [{ path: ["input", "username"] }] } }],
    });
    expect(await people()).toEqual(before);
  });

  test("does not tell whether an email address has an account", async () => {
    await users.addPerson("first");
    const { errors } = await signUp({ ...input, username: "second", email: "first@example.com" });
    expect(errors).toEqual([]);
  });

  test("gives a username to one of those who want it at once", async () => {
    const answers = await Promise.all(
      ["1", "2", "3"].map((name) => signUp({ ...input, username: "wanted", displayName: name })),
    );
    const codes = answers.map(({ errors }) => errors[0]?.extensions["code"] ?? "OK");
    expect(codes.sort()).toEqual(["CONFLICT", "CONFLICT", "OK"]);
  });

  test("names every wrong argument, and writes nothing", async () => {
    const wrong = { username: "A", displayName: "", email: "nowhere", password: "short" };
    const { errors, statements } = await signUp(wrong);
    const problems = errors[0]?.extensions["problems"] as { path: string[] }[];
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT" } }]);
    expect(problems.map(({ path }) => path[1])).toEqual(["username", "displayName", "email", "password"]);
    expect(JSON.stringify(errors)).not.toContain("short");
    expect(statements).toHaveLength(0);
  });

  test("refuses a password that holds the username", async () => {
    const { errors } = await signUp({ ...input, username: "xavier", password: "Xavier-1234567" });
    expect(errors).toMatchObject([{ extensions: { problems: [{ path: ["input", "password"] }] } }]);
  });

  test("is limited for each network", async () => {
    const codes: unknown[] = [];
    for (let account = 0; account < 21; account++) {
      const { errors } = await signUp({ ...input, username: "taken" }, "2001:db8:1:2::1");
      codes.push(errors[0]?.extensions["code"]);
    }
    expect(codes).toEqual([...Array(20).fill("CONFLICT"), "RATE_LIMITED"]);
    expect((await signUp({ ...input, username: "taken" }, "2001:db8:1:2:ffff::9")).errors).toMatchObject([
      { extensions: { code: "RATE_LIMITED" } },
    ]);
    expect((await signUp({ ...input, username: "taken" }, "2001:db8:1:3::1")).errors).toMatchObject([
      { extensions: { code: "CONFLICT" } },
    ]);
  });
});
