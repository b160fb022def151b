import {
  expectedOf,
  KINDS,
  type Kind,
  orderProbes,
  orderRestProbes,
  outcomeOf,
  type Probe,
  productProbes,
  productRestProbes,
  type RestProbe,
  restOutcomeOf,
  userProbes,
  userRestProbes,
} from "@threefold/authorisation";
import type { Role } from "@threefold/identity";
import { idOf, people as shown } from "@threefold/prisma";
import { beforeAll, describe, expect, test } from "vitest";
import { rest } from "../rest/client.ts";
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
  // One that nobody asks with, since some probes revoke it.
  const spare = await askWith<{ createApiKey: { apiKey: { id: string } } }>(
    adminHeaders,
    'mutation { createApiKey(input: { name: "Spare", scopes: [ORDERS_READ] }) { apiKey { id } } }',
  );
  apiKeyId = spare.data.createApiKey.apiKey.id;
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

async function checkRest<Fixture>(
  probe: RestProbe<Fixture>,
  kind: Kind,
  owner: Headers,
  fixture: Fixture,
): Promise<void> {
  const { path, method, body, headers, ...asked } = probe.request(fixture);
  const answer = await rest(path, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    ...(body !== undefined && { body: JSON.stringify(body) }),
    headers: {
      ...(body !== undefined && {
        "content-type": method === "PATCH" ? "application/merge-patch+json" : "application/json",
      }),
      ...(kind === "owner" ? owner : as[kind]),
      ...headers,
    },
  });
  expect(restOutcomeOf({ path, ...asked }, answer)).toBe(probe.expected(kind));
}

describe.each(orderRestProbes)("orders, $rule, $way, through the REST edge:", (probe) => {
  test.each(ASKING)("%s", async (kind) => {
    const owner = await owning(order.customer, "CUSTOMER");
    // Who sells the product is not who bought it: its revenue is tried with the products.
    const fixture = await ordersFixture(order, owner);
    const owns = probe.rule === "revenue" ? await owning(await sellerOf(fixture.productId), "SELLER") : owner;
    await checkRest(probe, kind, owns, fixture);
  });
});

describe.each(productRestProbes)("products, $rule, $way, through the REST edge:", (probe) => {
  test.each(ASKING)("%s", async (kind) => {
    const fixture = await productsFixture(seller, idOf("person", shown.sol.index));
    const owner = probe.rule === "purchase" ? owning(fixture.author, "CUSTOMER") : owning(seller, "SELLER");
    await checkRest(probe, kind, await owner, fixture);
  });
});

describe.each(userRestProbes)("users, $rule, $way, through the REST edge:", (probe) => {
  test.each(ASKING)("%s", async (kind) => {
    const owner = await owning(order.customer, "CUSTOMER");
    const addressId = probe.rule === "ownAddresses" || probe.rule === "address" ? await newAddress(owner) : "";
    await checkRest(probe, kind, owner, { person: order.customer, addressId, apiKeyId });
    // A book holds so many.
    if (addressId !== "") await rest(`/addresses/${addressId}`, { method: "DELETE", headers: owner });
  });
});

async function sellerOf(productId: string): Promise<Someone> {
  const { body } = await rest<{ sellerId: string }>(`/products/${productId}?fields=sellerId`);
  return { id: body.sellerId, username: "-" };
}
