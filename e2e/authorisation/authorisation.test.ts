import {
  expectedOf,
  KINDS,
  type Kind,
  orderProbes,
  outcomeOf,
  type Probe,
  productProbes,
  userProbes,
} from "@threefold/authorisation";
import type { Role } from "@threefold/identity";
import { idOf, people as shown } from "@threefold/prisma";
import { beforeAll, describe, expect, test } from "vitest";
import { newAddress, orderOnItsWay, ordersFixture, productsFixture } from "./fixtures.ts";
import { apiKeys, askWith, bearer, type Someone, seededPeople, systemSigner } from "./people.ts";

type Headers = Record<string, string>;

let as: Record<Exclude<Kind, "owner">, Headers>;
let owning: (person: Someone, role: Role) => Promise<Headers>;
let order: Awaited<ReturnType<typeof orderOnItsWay>>;
let seller: Someone;
let apiKeyId: string;

beforeAll(async () => {
  const signer = await systemSigner();
  owning = (person, role) => bearer(signer, person, role);
  const names = Object.keys(shown);
  const someone = async (role: Role, but?: string) => {
    const found = (await seededPeople(signer, role)).find(({ id }) => id !== but);
    if (!found) throw new Error(`the seeded shop has no other ${role}`);
    return found;
  };
  const staff = await someone("STAFF");
  // The only one there is.
  const admin = { id: idOf("person", shown.amira.index), username: shown.amira.username };
  const staffHeaders = await owning(staff, "STAFF");
  order = await orderOnItsWay(staffHeaders, names);
  seller = await someone("SELLER");
  // Not everybody has a telephone.
  const telephone = 'mutation { updateProfile(input: { phone: "+49 30 1234567" }) { id } }';
  await askWith(await owning(order.customer, "CUSTOMER"), telephone);
  const adminHeaders = await owning(admin, "ADMIN");
  const keys = await apiKeys(adminHeaders);
  const list = await askWith<{ apiKeys: { edges: { node: { id: string } }[] } }>(
    adminHeaders,
    "{ apiKeys(first: 1) { edges { node { id } } } }",
  );
  apiKeyId = list.data.apiKeys.edges[0]?.node.id ?? "";
  as = {
    anonymous: {},
    "other customer": await owning(await someone("CUSTOMER", order.customer.id), "CUSTOMER"),
    "other seller": await owning(await someone("SELLER", seller.id), "SELLER"),
    staff: staffHeaders,
    admin: adminHeaders,
    "key without a scope": {},
    "key orders:read": {},
    "key sales:read": {},
    "key stock:write": {},
    ...keys,
  };
});

/** A key always has a scope: one that has none here cannot be made, and the subgraphs' own tests try it. */
const ASKING = KINDS.filter((kind) => kind !== "key without a scope");

async function check<Fixture>(probe: Probe<Fixture>, kind: Kind, owner: Headers, fixture: Fixture): Promise<void> {
  const headers = kind === "owner" ? owner : as[kind];
  const { status, data, errors = [] } = await askWith<unknown>(headers, probe.query, probe.variables(fixture));
  expect(status).toBe(200);
  const answer = { data, errors: errors.map((error) => ({ extensions: {}, ...error })) };
  expect(outcomeOf(probe, answer)).toBe(expectedOf(probe, kind));
}

const throughGateway = <Fixture>(probes: readonly Probe<Fixture>[]) =>
  probes.filter(({ through }) => through === "gateway" || through === "both");

describe.each(throughGateway(orderProbes))("orders, $rule, $way, through the gateway:", (probe) => {
  test.each(ASKING)("%s", async (kind) => {
    const owner = await owning(order.customer, "CUSTOMER");
    await check(probe, kind, owner, await ordersFixture(order, owner));
  });
});

describe.each(throughGateway(productProbes))("products, $rule, $way, through the gateway:", (probe) => {
  test.each(ASKING)("%s", async (kind) => {
    const fixture = await productsFixture(seller, idOf("person", shown.sol.index));
    const owner = probe.rule === "purchase" ? owning(fixture.author, "CUSTOMER") : owning(seller, "SELLER");
    await check(probe, kind, await owner, fixture);
  });
});

describe.each(throughGateway(userProbes))("users, $rule, $way, through the gateway:", (probe) => {
  test.each(ASKING)("%s", async (kind) => {
    const owner = await owning(order.customer, "CUSTOMER");
    // A new address only for what changes one: a book holds so many.
    const addressId = probe.rule === "ownAddresses" ? await newAddress(owner) : "";
    await check(probe, kind, owner, { person: order.customer, addressId, apiKeyId });
  });
});
