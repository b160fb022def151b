import type { Person } from "@threefold/identity";
import type { Entities, Page } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CountedAnswer, startTestUsers, type TestUsers } from "../testing/index.ts";

let users: TestUsers;
let ada: Person;
let bob: Person;
let stan: Person;
let root: Person;

beforeAll(async () => {
  users = await startTestUsers();
  ada = await users.addPerson("ada");
  bob = await users.addPerson("bob", { role: "SELLER" });
  stan = await users.addPerson("stan", { role: "STAFF" });
  root = await users.addPerson("root", { role: "ADMIN" });
  await users.addAddresses(ada, ["Home", "Work"]);
});
afterAll(() => users[Symbol.asyncDispose]());

interface Found {
  readonly found: unknown;
}

const PUBLIC = "id username displayName avatarUrl bio role name";
const PERSONAL = "email phone addresses { label }";

describe("what everybody sees of somebody", () => {
  test("is found by id and by username, in one statement", async () => {
    for (const field of [
      `user(id: "${ada.id}")`,
      `user(id: "${ada.id.toUpperCase()}")`,
      `userByUsername(username: "ada")`,
    ]) {
      const { data, errors, statements } = await users.ask<Found>(`{ found: ${field} { ${PUBLIC} } }`);
      expect(errors).toEqual([]);
      expect(data.found).toEqual({
        id: ada.id,
        username: "ada",
        displayName: "ada displayed",
        avatarUrl: `/images/avatars/${ada.id}.svg`,
        bio: null,
        role: "CUSTOMER",
        name: "ada in full",
      });
      expect(statements).toHaveLength(1);
    }
  });

  test("is read from the database as far as it was asked for, and no further", async () => {
    const { statements } = await users.ask(`{ user(id: "${ada.id}") { id displayName } }`);
    expect(statements).toHaveLength(1);
    expect(statements[0]).toContain("display_name");
    expect(statements[0]).not.toMatch(/email|phone|bio|created_at/);
  });

  test("is nothing, where there is nobody, without a statement for a name that nobody can have", async () => {
    const nobody = "01930000-0000-7000-8000-000000000000";
    const { data, errors, statements } = await users.ask(`{
      a: user(id: "${nobody}") { id } b: user(id: "1") { id } c: user(id: "' OR 1=1") { id }
      d: userByUsername(username: "Nobody at all") { id } e: userByUsername(username: "\\u0000") { id } }`);
    expect({ data, errors }).toEqual({ data: { a: null, b: null, c: null, d: null, e: null }, errors: [] });
    expect(statements).toHaveLength(1);
  });
});

describe("email, phone and addresses", () => {
  const seen = {
    email: "ada@example.com",
    phone: "+49 30 1234567",
    addresses: [{ label: "Home" }, { label: "Work" }],
  };

  test.each([
    ["themselves", () => ada],
    ["staff", () => stan],
    ["an admin", () => root],
  ])("are seen by %s", async (_who, as) => {
    const { data, errors, statements } = await users.ask(`{ user(id: "${ada.id}") { ${PERSONAL} } }`, {}, as());
    expect({ data, errors }).toEqual({ data: { user: seen }, errors: [] });
    expect(statements).toHaveLength(2);
  });

  const hidden = { email: null, phone: null, addresses: null };
  const strangers = [
    ["nobody in particular", () => undefined],
    ["another person", () => bob],
    ["a partner's key", () => ({ kind: "partner", id: "key", scopes: ["users:read"] }) as const],
  ] as const;
  const ways = [
    ["by id", () => `user(id: "${ada.id}") { PERSONAL }`, (found: unknown) => found],
    ["by username", () => `userByUsername(username: "ada") { PERSONAL }`, (found: unknown) => found],
    [
      "by reference",
      () => `_entities(representations: [{ __typename: "User", id: "${ada.id}" }]) { ... on User { PERSONAL } }`,
      (found: unknown) => (Array.isArray(found) ? found[0] : undefined),
    ],
  ] as const;
  for (const [who, as] of strangers) {
    for (const [way, field, unwrap] of ways) {
      test(`are null with FORBIDDEN and their path for ${who}, ${way}, whatever there is to hide`, async () => {
        const selection = field().replace("PERSONAL", PERSONAL);
        const { data, errors, statements } = await users.ask<Found>(`{ found: ${selection} }`, {}, as());
        expect(unwrap(data.found)).toEqual(hidden);
        expect(errors.map(({ path, extensions }) => [path?.at(-1), extensions["code"]])).toEqual([
          ["email", "FORBIDDEN"],
          ["phone", "FORBIDDEN"],
          ["addresses", "FORBIDDEN"],
        ]);
        expect(statements).toHaveLength(1);
      });
    }
  }

  test("are not seen through an alias or a fragment either", async () => {
    const { data, errors } = await users.ask(
      `query ($id: ID!) { user(id: $id) { name: displayName bio: email ...More } } fragment More on User { id: phone }`,
      { id: ada.id },
      bob,
    );
    expect(data).toEqual({ user: { name: "ada displayed", bio: null, id: null } });
    expect(errors).toHaveLength(2);
  });
});

test("what everybody sees may be kept by shared caches, and what is personal by none", async () => {
  const cached = async (fields: string) =>
    (await users.ask(`{ user(id: "${ada.id}") { ${fields} } }`, {}, ada)).headers.get("cache-control");
  expect(await cached(PUBLIC)).toBe("max-age=60, public");
  for (const field of ["email", "phone", "addresses { label }"]) expect(await cached(field)).toBe("no-store");
});

describe("whoever asks", () => {
  test("is `me`", async () => {
    const { data } = await users.ask("{ me { username email } }", {}, ada);
    expect(data).toEqual({ me: { username: "ada", email: "ada@example.com" } });
  });

  test("is nobody without a token, and nobody when the account is gone or is a machine's", async () => {
    const gone = { ...ada, id: "01930000-0000-7000-8000-000000000000" };
    for (const as of [undefined, gone, { kind: "partner", id: ada.id, scopes: [] } as const]) {
      expect(await users.ask("{ me { id } }", {}, as)).toMatchObject({ data: { me: null } });
    }
  });
});

describe("references from other subgraphs", () => {
  test("are resolved by id and by username, in one statement for each kind of key", async () => {
    const representations = [
      { __typename: "User", id: ada.id },
      { __typename: "User", username: "bob" },
      { __typename: "User", id: stan.id },
      { __typename: "User", username: "nobody" },
      { __typename: "User", id: "not an id" },
      { __typename: "User", id: ada.id },
      { __typename: "User", username: "root" },
    ];
    const { data, statements } = await users.ask<Entities<object | null>>(
      "query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { username displayName } } }",
      { r: representations },
    );
    const person = (username: string) => ({ username, displayName: `${username} displayed` });
    expect(data._entities).toEqual([
      person("ada"),
      person("bob"),
      person("stan"),
      null,
      null,
      person("ada"),
      person("root"),
    ]);
    expect(statements).toHaveLength(2);
  });
});

describe("the list of people", () => {
  const LIST = `query ($first: Int, $after: String, $role: Role) {
    users(first: $first, after: $after, role: $role) {
      edges { cursor node { username email addresses { label } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;

  test("is for staff", async () => {
    expect((await users.ask("{ users { edges { node { id } } } }")).errors).toMatchObject([
      { path: ["users"], extensions: { code: "UNAUTHENTICATED" } },
    ]);
    for (const as of [ada, bob, { kind: "partner", id: "key", scopes: [] } as const]) {
      const { data, errors, statements } = await users.ask("{ users { edges { node { id } } } }", {}, as);
      expect({ data, errors }).toMatchObject({ data: null, errors: [{ extensions: { code: "FORBIDDEN" } }] });
      expect(statements).toHaveLength(0);
    }
  });

  test("is read page by page, newest first, each in one statement and one more for all address books", async () => {
    const names: unknown[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const answer: CountedAnswer<{ users: Page<{ username: string }> }> = await users.ask(
        LIST,
        { first: 3, after },
        stan,
      );
      expect(answer.errors).toEqual([]);
      expect(answer.statements).toHaveLength(2);
      const page = answer.data.users;
      names.push(...page.edges.map(({ node }) => node.username));
      more = page.pageInfo.hasNextPage;
      after = page.pageInfo.endCursor;
    }
    expect(names).toEqual(["root", "stan", "bob", "ada"]);
  });

  test("holds those in one role", async () => {
    const { data } = await users.ask("{ users(role: SELLER) { edges { node { username } } } }", {}, root);
    expect(data).toEqual({ users: { edges: [{ node: { username: "bob" } }] } });
  });

  test.each([
    [{ first: -1 }, "first"],
    [{ first: 0 }, "first"],
    [{ first: 100_000 }, "first"],
    [{ after: "x" }, "after"],
    [{ after: Buffer.from('["products:NEWEST","2026-01-01T00:00:00.000Z","x"]').toString("base64url") }, "after"],
  ])("refuses %j", async (variables, argument) => {
    const { errors } = await users.ask(LIST, variables, stan);
    expect(errors).toMatchObject([
      { path: ["users"], extensions: { code: "BAD_USER_INPUT", problems: [{ path: [argument] }] } },
    ]);
  });
});

describe("one's profile", () => {
  const UPDATE = `mutation ($input: UpdateProfileInput!) {
    updateProfile(input: $input) { displayName bio email phone }
  }`;

  test("changes as far as it is given", async () => {
    const eve = await users.addPerson("eve");
    const update = async (input: object) => {
      const { data, errors, statements } = await users.ask<{ updateProfile: object }>(UPDATE, { input }, eve);
      expect(errors).toEqual([]);
      expect(statements).toHaveLength(1);
      return data.updateProfile;
    };
    const before = { displayName: "eve displayed", bio: null, email: "eve@example.com", phone: "+49 30 1234567" };
    expect(await update({})).toEqual(before);
    expect(await update({ bio: " Writes.\nReads. " })).toEqual({ ...before, bio: "Writes.\nReads." });
    expect(await update({ bio: null, phone: null, displayName: null, email: null })).toEqual({
      ...before,
      phone: null,
    });
    expect(await update({ displayName: "Eve", email: "e@e.org", phone: "030/12 34-5" })).toEqual({
      displayName: "Eve",
      bio: null,
      email: "e@e.org",
      phone: "030/12 34-5",
    });
  });

  test("does not change at all when any of it is wrong, and every wrong argument is named", async () => {
    const input = { displayName: " ", bio: "x".repeat(501), email: "nowhere", phone: "call me" };
    const { errors, statements } = await users.ask(UPDATE, { input }, ada);
    const problems = errors[0]?.extensions["problems"] as { path: string[] }[];
    expect(errors).toMatchObject([{ path: ["updateProfile"], extensions: { code: "BAD_USER_INPUT" } }]);
    expect(problems.map(({ path }) => path.join("."))).toEqual([
      "input.displayName",
      "input.bio",
      "input.email",
      "input.phone",
    ]);
    expect(statements).toHaveLength(0);
  });

  test("belongs to somebody who is signed in", async () => {
    const variables = { input: { displayName: "Anybody" } };
    expect((await users.ask(UPDATE, variables)).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    const partner = { kind: "partner", id: "key", scopes: [] } as const;
    expect((await users.ask(UPDATE, variables, partner)).errors).toMatchObject([{ extensions: { code: "FORBIDDEN" } }]);
    const gone = { ...ada, id: "01930000-0000-7000-8000-000000000000" };
    expect((await users.ask(UPDATE, variables, gone)).errors).toMatchObject([{ extensions: { code: "NOT_FOUND" } }]);
  });
});

test("without DataLoader, what is one statement becomes one for each person", async () => {
  await using slow = await startTestUsers({ batching: false });
  const people = await Promise.all(["a-1", "a-2", "a-3", "a-4"].map((name) => slow.addPerson(name)));
  const { statements } = await slow.ask(
    "query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { bio } } }",
    { r: people.map(({ id }) => ({ __typename: "User", id })) },
  );
  expect(statements).toHaveLength(4);
});
