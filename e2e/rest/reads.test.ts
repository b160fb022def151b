import { nextOf, problemOfCode, problemUri } from "@threefold/rest-server";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { ask, signIn } from "../system/client.ts";
import { type Case, MAKES, type Shop } from "./cases/index.ts";
import { randomFrom } from "./random.ts";

const SEED = Number(process.env["SEED"] ?? 20_261_125);
/** For each of the four kinds of people. */
const CASES = Number(process.env["CASES"] ?? 500);
const AT_ONCE = 8;

const KINDS = ["nobody", "ada", "sol", "stan"] as const;

let shop: Shop;
beforeAll(async () => {
  const token = await signIn("stan");
  const ids = `edges { node { id } }`;
  interface Ids {
    readonly edges: readonly { readonly node: { readonly id: string } }[];
  }
  const { data } = await ask<{
    products: Ids;
    users: Ids;
    orders: Ids;
    categories: (Shop["categories"][0] & { children: Shop["categories"] })[];
  }>(
    `{ products(first: 100) { ${ids} } users(first: 100) { ${ids} } orders(first: 100) { ${ids} }
       categories { id slug children { id slug } } }`,
    {},
    { token },
  );
  const listed = ({ edges }: Ids) => edges.map(({ node }) => node.id);
  shop = {
    products: listed(data.products),
    people: listed(data.users),
    orders: listed(data.orders),
    reviews: [],
    categories: data.categories.flatMap(({ children, ...top }) => [top, ...children]),
  };
});

describe.each(KINDS)("REST and the graph tell %s the same", (kind) => {
  test(`in ${CASES} reads`, async () => {
    const token = kind === "nobody" ? undefined : await signIn(kind);
    const random = randomFrom(SEED + KINDS.indexOf(kind));
    const cursors = new Map<string, string>();
    for (let done = 0; done < CASES; done += AT_ONCE) {
      const cases = Array.from({ length: AT_ONCE }, () => random.pick(MAKES)(random, shop, cursors));
      await Promise.all(cases.map((each) => compare(each, token, cursors)));
    }
  }, 120_000);
});

async function compare(
  { query, variables, path, expected, given = (body) => body }: Case,
  token: string | undefined,
  cursors: Map<string, string>,
) {
  const [graph, rest] = await Promise.all([
    ask<Record<string, unknown>>(query, variables, { token }),
    askRest(path, token),
  ]);
  const [error] = graph.errors ?? [];
  if (error) {
    const type = problemOfCode(String(error.extensions?.["code"]));
    expect({ path, type: rest.type }).toEqual({ path, type: type && problemUri(type) });
    return;
  }
  const wanted = expected(graph.data);
  if (wanted === null || wanted === undefined) {
    expect({ path, status: rest.status }).toEqual({ path, status: 404 });
    return;
  }
  expect(rest.status, `${path}: ${JSON.stringify(rest.body)}`).toBe(200);
  expect({ path, body: given(rest.body, rest.next) }).toEqual({ path, body: wanted });
  const order = path.startsWith("/orders?") ? "orders" : new URLSearchParams(path.split("?")[1]).get("sort");
  if (rest.next !== undefined && order !== null && /^\/(?:products|orders)\?/.test(path)) cursors.set(order, rest.next);
}

async function askRest(path: string, token: string | undefined) {
  const response = await fetch(`${inject("system").gateway}/rest${path}`, {
    headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }) },
  });
  const body = (await response.json()) as Record<string, unknown>;
  const [error] = (body["errors"] ?? []) as { links?: { type?: string } }[];
  return {
    status: response.status,
    body,
    next: nextOf(response.headers.get("link") ?? undefined),
    type: body["type"] ?? error?.links?.type,
  };
}
