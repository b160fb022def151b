import { createServer } from "node:http";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, type GraphQLSchema, parse, validate } from "graphql";
import { byId, orders, products, users } from "./data.ts";
import { PORTS, SCHEMAS, type SubgraphName } from "./subgraphs.ts";

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

const MAX_KEPT = 20_000;

function serve(name: SubgraphName): Promise<void> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(SCHEMAS[name]), resolvers: resolvers[name] }]);
  const kept = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    let answer = kept.get(body);
    if (answer === undefined) {
      answer = Buffer.from(JSON.stringify(await answerTo(schema, body)));
      if (kept.size < MAX_KEPT) kept.set(body, answer);
    }
    response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": answer.length });
    response.end(answer);
  });
  server.keepAliveTimeout = 600_000;
  return new Promise((resolve) => server.listen(PORTS[name], "127.0.0.1", resolve));
}

async function answerTo(schema: GraphQLSchema, body: string): Promise<unknown> {
  const { query, variables, operationName } = JSON.parse(body);
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  return execute({ schema, document, variableValues: variables, operationName });
}

await Promise.all((Object.keys(SCHEMAS) as SubgraphName[]).map(serve));
process.send?.("ready");
