import { createServer } from "node:http";
import { byId, orders, products, users } from "./data.ts";
import { stub } from "./stub.ts";
import { PORTS, SCHEMAS, SUBGRAPHS, type SubgraphName } from "./subgraphs.ts";

// The subgraphs of the benchmark, all in this process: graphql-js over data in memory. An answer is kept, by the text of
// its request, so that what is measured is the gateways and not these.

interface Reference {
  readonly id: string;
}

const resolvers = {
  products: {
    Query: { product: (_: unknown, { id }: Reference) => byId(products, id) },
    Product: { __resolveReference: ({ id }: Reference) => byId(products, id) },
  },
  users: {
    Query: { user: (_: unknown, { id }: Reference) => byId(users, id) },
    User: { __resolveReference: ({ id }: Reference) => byId(users, id) },
  },
  orders: {
    Query: {
      orders: (_: unknown, { first, offset }: { first: number; offset: number }) =>
        orders.slice(offset, offset + first),
    },
    Order: { __resolveReference: ({ id }: Reference) => byId(orders, id) },
    User: {
      __resolveReference: (reference: Reference) => reference,
      orders: ({ id }: Reference, { first }: { first: number }) =>
        orders.filter(({ user }) => user.id === id).slice(0, first),
    },
    Product: {
      __resolveReference: (reference: Reference) => reference,
      shippingEstimate: ({ weight }: { weight: number }) => weight * 3,
    },
  },
};

function serve(name: SubgraphName): Promise<void> {
  const server = createServer(stub(SCHEMAS[name], resolvers[name]));
  server.keepAliveTimeout = 600_000;
  return new Promise((resolve) => server.listen(PORTS[name], "127.0.0.1", resolve));
}

await Promise.all(SUBGRAPHS.map(serve));
process.send?.("ready");
