import { withConnection } from "@threefold/database";
import { column, eventually, type Network, startNetwork, testDatabases } from "@threefold/database/testing";
import { person } from "@threefold/subgraph-server/testing";
import { expect, test } from "vitest";
import { startTestProducts } from "./testing/index.ts";

/** The products service, and what breaks the network by which it reaches its database. */
async function startBehindNetwork() {
  const { promise: started, resolve } = Promise.withResolvers<Network>();
  const products = await startTestProducts({
    async reach(databaseUrl) {
      const network = await startNetwork(databaseUrl);
      resolve(network);
      return network.url;
    },
  });
  const network = await started;
  return {
    products,
    breakNetwork: () => network[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => products[Symbol.asyncDispose](),
  };
}

const UNAVAILABLE = {
  message: "The data cannot be had at the moment. Try again soon.",
  extensions: { code: "SERVICE_UNAVAILABLE" },
};

test("while the database cannot be reached, both APIs say that it may be tried again", async () => {
  await using cut = await startBehindNetwork();
  const { products, breakNetwork } = cut;
  const query = "{ products(first: 1) { edges { cursor } } }";
  expect((await products.ask(query)).errors).toEqual([]);
  await breakNetwork();
  // The first finds its connection broken, the second that no other can be made.
  for (const _ of [1, 2]) expect((await products.ask(query)).errors).toMatchObject([UNAVAILABLE]);
  const { status, headers, body } = await products.rest("/products");
  expect({ status, retryAfter: headers.get("retry-after"), body }).toMatchObject({
    status: 503,
    retryAfter: "5",
    body: { type: "https://threefold.example/problems/service-unavailable", detail: UNAVAILABLE.message },
  });
});

test("a write whose connection broke may have been done: its key is not free again", async () => {
  await using products = await startTestProducts();
  const seller = person("SELLER");
  const id = await products.addProduct({ sellerId: seller.id });
  const database = new URL(products.ownerUrl).pathname.slice(1);
  await withConnection(products.ownerUrl, async (owner) => {
    await owner.query("BEGIN");
    await owner.query("SELECT FROM stock FOR UPDATE");
    const taking = products.rest(`/products/${id}/stock/adjustments`, {
      body: { delta: -3 },
      headers: { "idempotency-key": "the-first" },
      as: seller,
    });
    const { adminUrl } = testDatabases();
    const waiting = `FROM pg_stat_activity WHERE datname = '${database}' AND wait_event_type = 'Lock'`;
    await eventually(() => column(adminUrl, `SELECT count(*)::int ${waiting}`), [1]);
    await column(adminUrl, `SELECT pg_terminate_backend(pid, 5000) ${waiting}`);
    expect((await taking).status).toBe(503);
    await owner.query("ROLLBACK");
  });
  expect(await column(products.ownerUrl, "SELECT key FROM keyed_request")).toEqual(["the-first"]);
});
