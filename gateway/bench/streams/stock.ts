import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { operationFromDocument, Supergraph } from "@apollo/federation-internals";
import { buildOperationContext, executeQueryPlan, RemoteGraphQLDataSource, type ServiceMap } from "@apollo/gateway";
import { QueryPlanner, type SubscriptionNode } from "@apollo/query-planner";
import type { GatewayGraphQLRequestContext } from "@apollo/server-gateway-interface";
import { type DocumentNode, type ExecutionResult, GraphQLError, print } from "graphql";
import { createClient } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import { WebSocket, WebSocketServer } from "ws";

// The stock executor behind graphql-ws, as one would put it there: a stream of the subgraph for each subscriber, and the rest
// of the stock plan run for each of its events. `node stock.ts SUPERGRAPH PORT`

const [file = "", port = ""] = process.argv.slice(2);
const supergraph = Supergraph.build(readFileSync(file, "utf8"));
const planner = new QueryPlanner(supergraph);
const apiSchema = supergraph.apiSchema();
const schema = apiSchema.toGraphQLJSSchema();
const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
const subgraphs = supergraph.subgraphsMetadata();
const services: ServiceMap = Object.fromEntries(
  subgraphs.map(({ name, url }) => [name, new RemoteGraphQLDataSource({ url })]),
);
const streams = new Map(
  subgraphs.map(({ name, url }) => [name, createClient({ url: url.replace("http", "ws"), webSocketImpl: WebSocket })]),
);

/** Planned once, as the stock gateway does for queries. */
const prepared = new Map<string, ReturnType<typeof prepare>>();
function prepare(document: DocumentNode) {
  const { node } = planner.buildQueryPlan(operationFromDocument(apiSchema, document));
  if (node?.kind !== "Subscription") throw new Error("this is no subscription");
  return { node, context: buildOperationContext({ schema, operationDocument: document }) };
}

async function* subscribe(document: DocumentNode, variables: Readonly<Record<string, unknown>>) {
  const text = print(document);
  const operation = prepared.get(text) ?? prepare(document);
  prepared.set(text, operation);
  const { serviceName, operation: query } = operation.node.primary;
  const events = streams.get(serviceName)?.iterate({ query, variables: { ...variables } });
  for await (const event of events ?? []) yield complete(operation, event, variables);
}

async function complete(
  { node, context }: ReturnType<typeof prepare>,
  event: object,
  variables: Readonly<Record<string, unknown>>,
): Promise<ExecutionResult> {
  const { primary, rest }: SubscriptionNode = node;
  let isFirst = true;
  const owner = services[primary.serviceName];
  // The plan's first fetch is answered by the event.
  const first: ServiceMap[string] = {
    async process(options) {
      if (!isFirst && owner !== undefined) return owner.process(options);
      isFirst = false;
      return event as Awaited<ReturnType<ServiceMap[string]["process"]>>;
    },
  };
  const request = { request: { variables: { ...variables } }, metrics: {}, context: {} };
  const result = await executeQueryPlan(
    { kind: "QueryPlan", node: rest ? { kind: "Sequence", nodes: [primary, rest] } : primary },
    { ...services, [primary.serviceName]: first },
    request as GatewayGraphQLRequestContext,
    context,
    supergraphSchema,
    apiSchema,
  );
  // It gives errors of connections as they are, and graphql-ws takes none but GraphQL's.
  const errors = result.errors?.map(({ message }) => new GraphQLError(String(message)));
  return { ...result, ...(errors && { errors }) } as ExecutionResult;
}

const server = createServer();
useServer(
  { schema, subscribe: ({ document, variableValues }) => subscribe(document, variableValues ?? {}) },
  new WebSocketServer({ server, path: "/graphql", perMessageDeflate: false }),
);
server.listen(Number(port), "127.0.0.1");
