import { meetAt, type RestRequest } from "@threefold/subgraph-server/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestUsers, type TestUsers } from "./testing/index.ts";

let users: TestUsers;
beforeAll(async () => {
  users = await startTestUsers();
});
afterAll(() => users[Symbol.asyncDispose]());

type Change = Required<Pick<RestRequest, "method">> & Pick<RestRequest, "body">;

const CHANGES: Record<string, { of: "profile" | "address"; changes: readonly [Change, Change] }> = {
  "two changes of one's profile": {
    of: "profile",
    changes: [
      { method: "PATCH", body: { bio: "One" } },
      { method: "PATCH", body: { bio: "Two" } },
    ],
  },
  "two changes of an address": {
    of: "address",
    changes: [
      { method: "PATCH", body: { line2: "One" } },
      { method: "PATCH", body: { line2: "Two" } },
    ],
  },
  "a change of an address and its removal": {
    of: "address",
    changes: [{ method: "PATCH", body: { line2: "One" } }, { method: "DELETE" }],
  },
};

test.each(Object.entries(CHANGES))("%s, made for one entity tag: one is let through", async (name, { of, changes }) => {
  const as = await users.addPerson(`ada-${Object.keys(CHANGES).indexOf(name)}`);
  const [address] = await users.addAddresses(as, ["Home", "Work"]);
  const path = of === "profile" ? "/users/me" : `/addresses/${address}`;
  const before = await users.rest(path, { as });
  const headers = { "if-match": before.headers.get("etag") ?? "" };
  const answers = await meetAt(
    users.ownerUrl,
    { text: "SELECT FROM person WHERE id = $1 FOR UPDATE", values: [as.id] },
    () => changes.map((change) => users.rest(path, { ...change, as, headers })),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status < 300)).toHaveLength(1);
  // Where the removal was first, there is nothing left to be held against anything.
  expect(statuses.filter((status) => status === 412 || status === 404)).toHaveLength(1);
  expect((await users.rest(path, { as })).headers.get("etag")).not.toBe(headers["if-match"]);
});

test("of an address there is what was asked for, and its id", async () => {
  const as = await users.addPerson("grace");
  const [id] = await users.addAddresses(as, ["Home"]);
  const { body } = await users.rest("/users/me/addresses?fields=label,city", { as });
  expect(body).toEqual({ data: [{ id, label: "Home", city: expect.any(String) }] });
  const summary = await users.rest(`/addresses/${id}?view=summary`, { as });
  expect(Object.keys(Object(summary.body))).toEqual(["id", "label", "isDefault"]);
  expect((await users.rest("/users/me/addresses?fields=colour", { as })).status).toBe(400);
});
