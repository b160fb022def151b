import type { Identity } from "@threefold/identity";
import { DomainError } from "@threefold/subgraph-server";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkSignUp, isUsername, maySeePersonal, newPerson, profileChanges } from "./rules.ts";

const person = (id: string, role: "CUSTOMER" | "SELLER" | "STAFF" | "ADMIN"): Identity => ({
  kind: "person",
  id,
  role,
  scopes: [],
});

describe("what is personal of Ada is seen", () => {
  test.each<[string, Identity, boolean]>([
    ["nobody in particular", { kind: "anonymous" }, false],
    ["Ada", person("ada", "CUSTOMER"), true],
    ["another customer", person("bob", "CUSTOMER"), false],
    ["a seller", person("sol", "SELLER"), false],
    ["staff", person("stan", "STAFF"), true],
    ["an admin", person("root", "ADMIN"), true],
    ["a partner whose key has her id", { kind: "partner", id: "ada", scopes: ["users:read"] }, false],
    ["another service", { kind: "service", name: "ada" }, false],
  ])("by %s: %s", (_who, identity, seen) => {
    expect(maySeePersonal(identity, { id: "ada" })).toBe(seen);
  });

  test("by herself in the answer that signs her in", () => {
    expect(maySeePersonal({ kind: "anonymous" }, { id: "ada", signedIn: true })).toBe(true);
  });
});

const input = { username: "ada", displayName: "Ada", email: "ada@example.com", password: "correct horse battery" };
const refused = (work: () => unknown): string[] => {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.problems.map(({ path }) => path.join("."));
  }
};

describe("a new account", () => {
  test("has a username as the database checks it too (prisma/users), or is refused", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (username) => {
        const taken = /^[a-z][a-z0-9-]{2,29}$/.test(username);
        expect(isUsername(username)).toBe(taken);
        if (!taken) expect(refused(() => checkSignUp({ ...input, username }))).toContain("input.username");
      }),
    );
  });

  test.each([
    [{ displayName: "\u0007" }, "input.displayName"],
    [{ displayName: "Ada\nLovelace" }, "input.displayName"],
    [{ displayName: "x".repeat(81) }, "input.displayName"],
    [{ email: "ada" }, "input.email"],
    [{ email: `${"a".repeat(250)}@example.com` }, "input.email"],
    [{ password: "123456789" }, "input.password"],
    [{ password: "x".repeat(201) }, "input.password"],
    [{ password: "I am ADA, who else" }, "input.password"],
  ])("is refused with %j", (wrong, path) => {
    expect(refused(() => checkSignUp({ ...input, ...wrong }))).toEqual([path]);
  });

  test("has an id of its own, and a picture by that id", () => {
    const [first, second] = [newPerson(checkSignUp(input)), newPerson(checkSignUp(input))];
    expect(first.id).not.toBe(second.id);
    expect(first.avatarUrl).toBe(`/images/avatars/${first.id}.svg`);
    expect(first).not.toHaveProperty("password");
  });
});

test("a profile keeps what is not given, and loses what is given as nothing", () => {
  expect(profileChanges({})).toEqual({});
  expect(profileChanges({ displayName: null, email: null })).toEqual({});
  expect(profileChanges({ bio: null, phone: null })).toEqual({ bio: null, phone: null });
  expect(profileChanges({ bio: "  ", phone: "" })).toEqual({ bio: null, phone: null });
  expect(profileChanges({ bio: "One.\n\tTwo." })).toEqual({ bio: "One.\n\tTwo." });
  expect(refused(() => profileChanges({ bio: "\u0000" }))).toEqual(["input.bio"]);
});
