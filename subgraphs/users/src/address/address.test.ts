import type { Person } from "@threefold/identity";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestUsers, type TestUsers } from "../testing/index.ts";
import { MOST } from "./rules.ts";

let users: TestUsers;
beforeAll(async () => {
  users = await startTestUsers();
});
afterAll(() => users[Symbol.asyncDispose]());

const INPUT = {
  label: "Home",
  recipient: "Ada Lovelace",
  line1: "Marylebone Rd 12",
  city: "London",
  postalCode: "NW1 5LR",
  countryCode: "GB",
};
const ADD = `mutation ($input: AddressInput!) { addAddress(input: $input) { id label isDefault } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateAddressInput!) {
  updateAddress(id: $id, input: $input) { label line2 city region isDefault }
}`;
const REMOVE = `mutation ($id: ID!) { removeAddress(id: $id) }`;

const add = (as: Person, input: object) => users.ask(ADD, { input: { ...INPUT, ...input } }, as);
const update = (as: Person, id: string, input: object) => users.ask(UPDATE, { id, input }, as);
const remove = (as: Person, id: string) => users.ask(REMOVE, { id }, as);

/** Somebody's book as they see it: labels in its order, the default one marked. */
async function book(as: Person): Promise<string[]> {
  const query = "{ me { addresses { label isDefault } } }";
  const { data } = await users.ask<{ me: { addresses: { label: string; isDefault: boolean }[] } }>(query, {}, as);
  return data.me.addresses.map(({ label, isDefault }) => (isDefault ? `${label}*` : label));
}

describe("an address book", () => {
  test("has its first address as default, and another only when asked to", async () => {
    const ada = await users.addPerson("ada");
    expect(await book(ada)).toEqual([]);
    expect((await add(ada, { label: "Home" })).data).toMatchObject({ addAddress: { label: "Home", isDefault: true } });
    await add(ada, { label: "Work" });
    expect(await book(ada)).toEqual(["Home*", "Work"]);
    await add(ada, { label: "Garden", isDefault: true });
    expect(await book(ada)).toEqual(["Garden*", "Home", "Work"]);
  });

  test("changes as far as an address is given", async () => {
    const bob = await users.addPerson("bob");
    const [home = "", work = ""] = await users.addAddresses(bob, ["Home", "Work"]);
    expect((await update(bob, work, { line2: "c/o Eve", region: " ", city: null, isDefault: true })).data).toEqual({
      updateAddress: { label: "Work", line2: "c/o Eve", city: "London", region: null, isDefault: true },
    });
    expect(await book(bob)).toEqual(["Work*", "Home"]);
    expect((await update(bob, work, { line2: null })).data).toMatchObject({ updateAddress: { line2: null } });
    expect((await update(bob, home, {})).data).toMatchObject({ updateAddress: { label: "Home" } });
    expect((await update(bob, home, { isDefault: false })).errors).toEqual([]);
  });

  test("never loses its default but to another address", async () => {
    const eve = await users.addPerson("eve");
    const [home = "", work = "", garden = ""] = await users.addAddresses(eve, ["Home", "Work", "Garden"]);
    expect((await update(eve, home, { isDefault: false })).errors).toMatchObject([
      { extensions: { code: "BAD_USER_INPUT", problems: [{ path: ["input", "isDefault"] }] } },
    ]);
    expect((await remove(eve, home)).data).toEqual({ removeAddress: home });
    expect(await book(eve)).toEqual(["Work*", "Garden"]);
    await remove(eve, garden);
    await remove(eve, work);
    expect(await book(eve)).toEqual([]);
  });

  test("has one default, however many addresses come at once", async () => {
    const flo = await users.addPerson("flo");
    const labels = ["1", "2", "3", "4", "5", "6"];
    const answers = await Promise.all(labels.map((label) => add(flo, { label, isDefault: true })));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
    const held = await book(flo);
    expect(held).toHaveLength(labels.length);
    expect(held.filter((label) => label.endsWith("*"))).toHaveLength(1);
  });

  test("holds no more than it has room for", async () => {
    const max = await users.addPerson("max");
    await users.addAddresses(
      max,
      Array.from({ length: MOST }, (_, index) => `${index}`),
    );
    expect((await add(max, {})).errors).toMatchObject([{ extensions: { code: "CONFLICT" } }]);
    expect(await book(max)).toHaveLength(MOST);
  });

  test("does not change at all when any of the input is wrong, and every wrong argument is named", async () => {
    const ida = await users.addPerson("ida");
    const wrong = {
      label: "",
      recipient: "x".repeat(101),
      line1: "a\nb",
      countryCode: "gb",
      postalCode: "1".repeat(17),
    };
    const { errors, statements } = await add(ida, wrong);
    expect(errors).toMatchObject([{ path: ["addAddress"], extensions: { code: "BAD_USER_INPUT" } }]);
    const problems = errors?.[0]?.extensions["problems"] as { path: string[] }[];
    expect(problems.map(({ path }) => path[1])).toEqual(["label", "recipient", "line1", "postalCode", "countryCode"]);
    expect(statements).toHaveLength(0);
    expect(await book(ida)).toEqual([]);
  });
});

describe("somebody else's address", () => {
  let owner: Person;
  let stranger: Person;
  let staff: Person;
  let home: string;
  beforeAll(async () => {
    owner = await users.addPerson("owner");
    stranger = await users.addPerson("stranger");
    staff = await users.addPerson("staff", { role: "STAFF" });
    [home = ""] = await users.addAddresses(owner, ["Home"]);
  });
  const NOBODYS = "01930000-0000-7000-8000-000000000000";

  test("cannot be told from one that does not exist", async () => {
    for (const change of [
      (id: string) => update(stranger, id, { label: "Mine" }),
      (id: string) => remove(stranger, id),
      (id: string) => remove(staff, id),
    ]) {
      const [theirs, nobodys, nonsense] = [await change(home), await change(NOBODYS), await change("x")];
      expect(theirs.errors).toMatchObject([{ extensions: { code: "NOT_FOUND", problems: [{ path: ["id"] }] } }]);
      expect(nobodys.errors).toEqual(theirs.errors);
      expect(nonsense.errors).toEqual(theirs.errors);
      expect(nobodys.statements).toEqual(theirs.statements);
    }
    expect(await book(owner)).toEqual(["Home*"]);
  });

  test("resolves as a reference for its owner and staff only, all in one statement", async () => {
    const query = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on Address { id label } } }";
    const representations = [home, NOBODYS, "x", home].map((id) => ({ __typename: "Address", id }));
    const resolve = (as?: Person) => users.ask(query, { r: representations }, as);
    const seen = { id: home, label: "Home" };
    for (const as of [owner, staff]) {
      const { data, statements } = await resolve(as);
      expect(data).toEqual({ _entities: [seen, null, null, seen] });
      expect(statements).toHaveLength(1);
    }
    for (const as of [stranger, undefined]) {
      const { data, errors } = await resolve(as);
      expect({ data, errors }).toEqual({ data: { _entities: [null, null, null, null] }, errors: [] });
    }
  });

  test("needs somebody to be signed in", async () => {
    for (const [query, variables] of [
      [ADD, { input: { ...INPUT, label: "" } }],
      [UPDATE, { id: home, input: { label: "" } }],
      [REMOVE, { id: home }],
    ] as const) {
      const { errors, statements } = await users.ask(query, variables);
      expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
      expect(statements).toHaveLength(0);
    }
  });
});
