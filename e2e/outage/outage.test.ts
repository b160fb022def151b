import { readOperations } from "@threefold/playground/files";
import { fillVariables } from "@threefold/playground/lookup";
import { describe, expect, inject, test } from "vitest";
import { processes, subgraphs } from "../../topology.ts";
import { startAnotherGateway } from "../system/another-gateway.ts";
import { type Answer, ask, post, signIn } from "../system/client.ts";
import { openWay } from "./way.ts";

type Subgraph = (typeof subgraphs)[number];

/**
 * What each query of the Playground loses while a subgraph is down: the fields that are null then and are not otherwise,
 * lists folded; "" is all of it. A query that is not here loses nothing. docs/decisions/0005 says why it is as it is.
 */
const LOST: Readonly<Record<Subgraph, Readonly<Record<string, readonly string[]>>>> = {
  products: {
    "three-subgraphs": [""],
    "product-page": ["productBySku"],
    "search-as-you-type": [""],
    "category-tree": [""],
    "seller-page": ["userByUsername.products"],
    "best-and-worst-reviews": [""],
    "shipping-estimate": [""],
    "order-in-detail": ["me.orders.edges.node.items.product"],
    "my-cart": ["me.cart.items.product"],
    "staff-desk": ["salesSummary.topProducts.product"],
    "deferred-page": ["productBySku"],
  },
  // Sellers and authors are the two references that are not nullable.
  users: {
    "three-subgraphs": [""],
    "product-page": ["productBySku"],
    "seller-page": ["userByUsername"],
    "best-and-worst-reviews": [""],
    "my-orders": ["me"],
    "order-in-detail": ["me"],
    "my-cart": ["me"],
    "staff-desk": ["orders.edges.node.customer", "salesSummary.topProducts.product"],
    "deferred-page": ["productBySku"],
  },
  orders: {
    "three-subgraphs": ["products.edges.node.unitsSold"],
    "product-page": ["productBySku.unitsSold"],
    "seller-page": ["userByUsername.products.edges.node.unitsSold"],
    "shipping-estimate": ["products.edges.node.near", "products.edges.node.far"],
    "my-orders": ["me.lifetimeSpend", "me.orders"],
    "order-in-detail": ["me.orders"],
    "my-cart": ["me.cart"],
    "staff-desk": [""],
    "deferred-page": ["productBySku.unitsSold"],
  },
};

const operations = (await readOperations()).filter(({ kind }) => kind === "query");

describe.each(subgraphs)("while %s is down", (down) => {
  test("a query loses what that subgraph has to say, and the errors tell which it is, and where", async () => {
    const { portBase } = inject("system");
    await using way = await openWay(portBase + processes[down].port);
    const urls = subgraphs.map(
      (name) => `${name}=http://127.0.0.1:${name === down ? way.port : portBase + processes[name].port}/graphql`,
    );
    await using gateway = await startAnotherGateway({ SUBGRAPH_URLS: urls.join(",") });
    await way.close();

    const lost: Record<string, readonly string[]> = {};
    for (const operation of operations) {
      const token = operation.as === "anonymous" ? undefined : await signIn(operation.as);
      const variables = await fillVariables(operation, async (query) => (await ask(query, {}, { token })).data);
      const whole = await ask<unknown>(operation.text, variables, { token });
      const answer = await post<unknown>(gateway.url, operation.text, variables, { token });
      const nulls = nullsOf(answer.data).difference(nullsOf(whole.data));
      expect(placesOf(answer, down).size > 0, operation.id).toBe(nulls.size > 0);
      for (const field of nulls) expect(placesOf(answer, down), operation.id).toSatisfy(explains(field));
      if (nulls.size > 0) lost[operation.id] = [...nulls];
    }
    expect(lost).toEqual(LOST[down]);
  });
});

/** The fields that are null, by their paths without the places in lists. */
function nullsOf(value: unknown, path = ""): Set<string> {
  if (value === null) return new Set([path]);
  if (Array.isArray(value)) return new Set(value.flatMap((each) => [...nullsOf(each, path)]));
  if (typeof value !== "object") return new Set();
  const fields = Object.entries(Object(value)).flatMap(([key, each]) => [
    ...nullsOf(each, path ? `${path}.${key}` : key),
  ]);
  return new Set(fields);
}

/** Where the errors stand, by the same paths. All of them are the subgraph's that is down. */
function placesOf({ errors = [] }: Answer<unknown>, down: Subgraph): Set<string> {
  for (const { extensions } of errors) {
    expect(extensions).toMatchObject({ code: "SUBREQUEST_HTTP_ERROR", serviceName: down });
  }
  return new Set(errors.map(({ path = [] }) => path.filter((key) => typeof key === "string").join(".")));
}

/** A fetch that failed is told of where its fields would stand, and a null may have spread from there upwards. */
const explains = (field: string) => (places: ReadonlySet<string>) =>
  [...places].some((place) => place.startsWith(field) || field.startsWith(place));
