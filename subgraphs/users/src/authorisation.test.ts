import {
  callerOf,
  expectedOf,
  KINDS,
  type Kind,
  outcomeOf,
  restOutcomeOf,
  userProbes,
  userRestProbes,
} from "@threefold/authorisation";
import type { Role } from "@threefold/identity";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rules } from "./authorisation.ts";
import { startTestUsers, type TestUsers } from "./testing/index.ts";

let users: TestUsers;
let apiKeyId: string;
beforeAll(async () => {
  users = await startTestUsers();
  const root = await users.addPerson("root", { role: "ADMIN" });
  const { data } = await users.ask<{ createApiKey: { apiKey: { id: string } } }>(
    'mutation { createApiKey(input: { name: "Probe", scopes: [ORDERS_READ] }) { apiKey { id } } }',
    {},
    root,
  );
  apiKeyId = data.createApiKey.apiKey.id;
});
afterAll(() => users[Symbol.asyncDispose]());

let count = 0;

/** Somebody with a book of their own for each question, since some questions change it. */
async function newOwner() {
  const username = `owner-${++count}`;
  const owner = await users.addPerson(username);
  const [addressId = ""] = await users.addAddresses(owner, ["Home"]);
  return { owner, fixture: { person: { id: owner.id, username }, addressId, apiKeyId } };
}

const ROLES: Partial<Record<Kind, Role>> = {
  "other customer": "CUSTOMER",
  "other seller": "SELLER",
  staff: "STAFF",
  admin: "ADMIN",
};

test("every rule is tried", () => {
  expect(new Set(userProbes.map(({ rule }) => rule))).toEqual(new Set(Object.keys(rules)));
});

const probes = userProbes.filter(({ through }) => through !== "gateway");
describe.each(probes)("$rule, $way:", (probe) => {
  test.each(KINDS)("%s", async (kind) => {
    const { owner, fixture } = await newOwner();
    const role = ROLES[kind];
    const asking = role ? await users.addPerson(`asking-${count}`, { role }) : callerOf(kind, owner);
    const answer = await users.ask(probe.query, probe.variables(fixture), asking);
    expect(outcomeOf(probe, answer)).toBe(expectedOf(probe, kind));
  });
});

describe.each(userRestProbes)("over REST, $rule, $way:", ({ request, expected }) => {
  test.each(KINDS)("%s", async (kind) => {
    const { owner, fixture } = await newOwner();
    const role = ROLES[kind];
    const asking = role ? await users.addPerson(`asking-${count}`, { role }) : callerOf(kind, owner);
    const asked = request(fixture);
    const answer = await users.rest(asked.path, { ...asked, as: asking });
    expect(restOutcomeOf(asked, answer)).toBe(expected(kind));
  });
});
