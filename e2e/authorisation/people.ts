import { join } from "node:path";
import type { Kind } from "@threefold/authorisation";
import {
  createPersonSigner,
  loadOrCreateKeys,
  PEOPLE_AUDIENCE,
  PEOPLE_ISSUER,
  type PersonSigner,
  type Role,
  signingKey,
} from "@threefold/identity";
import { people } from "@threefold/prisma";
import { inject } from "vitest";
import { edges, type ProcessPlan, people as peopleService, processes, subgraphs } from "../../topology.ts";
import { ask } from "../system/client.ts";

/** Somebody of the seeded shop. */
export interface Someone {
  readonly id: string;
  readonly username: string;
}

/** Sends an operation to the gateway of the running system with these headers. */
export const askWith = <Data>(headers: Record<string, string>, query: string, variables: object = {}) =>
  ask<Data>(query, variables, { headers });

/** Tokens of anybody, signed with the keys of the running system: the people of these tests have no password. */
export async function systemSigner(): Promise<PersonSigner> {
  const callsOf = (plan: ProcessPlan) => ({ calls: plan.calls ?? [] });
  const services = Object.fromEntries(subgraphs.map((name) => [name, callsOf(processes[name])]));
  const parties = { edges, services, people: peopleService };
  const keys = await loadOrCreateKeys(join(inject("system").directory, "keys"), parties);
  return createPersonSigner({ issuer: PEOPLE_ISSUER, audience: PEOPLE_AUDIENCE, key: signingKey(keys.people) });
}

export const bearer = async (signer: PersonSigner, { id }: Someone, role: Role) => ({
  authorization: `Bearer ${(await signer.sign({ id, role, scopes: [] })).token}`,
});

/** Seeded people in a role, but for those whom the documents show: other tests count on what they have. */
export async function seededPeople(signer: PersonSigner, role: Role): Promise<readonly Someone[]> {
  const shown: readonly string[] = Object.keys(people);
  const query = "query ($role: Role) { users(first: 20, role: $role) { edges { node { id username } } } }";
  const staff = await bearer(signer, { id: crypto.randomUUID(), username: "-" }, "STAFF");
  const { data } = await askWith<{ users: { edges: { node: Someone }[] } }>(staff, query, { role });
  return data.users.edges.map(({ node }) => node).filter(({ username }) => !shown.includes(username));
}

/** Real API keys, made by an admin, by the kind of their holder. */
export async function apiKeys(admin: Record<string, string>): Promise<Partial<Record<Kind, Record<string, string>>>> {
  const scopes = { "key orders:read": "ORDERS_READ", "key sales:read": "SALES_READ", "key stock:write": "STOCK_WRITE" };
  const query = `mutation ($scope: ApiScope!) { createApiKey(input: { name: "Probe", scopes: [$scope] }) { key } }`;
  const entries = Object.entries(scopes).map(async ([kind, scope]) => {
    const { data } = await askWith<{ createApiKey: { key: string } }>(admin, query, { scope });
    return [kind, { "x-api-key": data.createApiKey.key }] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
