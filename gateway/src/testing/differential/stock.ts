import { operationFromDocument, Supergraph } from "@apollo/federation-internals";
import { buildOperationContext, executeQueryPlan, type ServiceMap } from "@apollo/gateway";
import { QueryPlanner } from "@apollo/query-planner";
import type { GatewayGraphQLRequestContext } from "@apollo/server-gateway-interface";
import type { Outcome } from "@threefold/random-operations";
import { parse } from "graphql";
import type { SubgraphCaller } from "../../execution/execution.ts";

/** The executor of the stock gateway, over the stock plan. */
export interface Stock {
  /** @param labels of `@override` that are on */
  run(
    document: string,
    variables: Readonly<Record<string, unknown>>,
    call: SubgraphCaller,
    labels?: readonly string[],
  ): Promise<Outcome>;
}

export function createStock(sdl: string): Stock {
  const supergraph = Supergraph.build(sdl);
  const planner = new QueryPlanner(supergraph);
  const apiSchema = supergraph.apiSchema();
  const schema = apiSchema.toGraphQLJSSchema();
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  return {
    async run(text, variables, call, labels = []) {
      const document = parse(text);
      const operationContext = buildOperationContext({ schema, operationDocument: document });
      const plan = planner.buildQueryPlan(operationFromDocument(apiSchema, document), {
        overrideConditions: new Map(labels.map((label) => [label, true])),
      });
      const requestContext = {
        request: { variables: { ...variables } },
        metrics: {},
        context: {},
      } as GatewayGraphQLRequestContext;
      const services: ServiceMap = Object.fromEntries(
        supergraph.subgraphsMetadata().map(({ name }) => [name, service(name, call)]),
      );
      const { data, errors } = await executeQueryPlan(
        plan,
        services,
        requestContext,
        operationContext,
        supergraphSchema,
        apiSchema,
      );
      const answer = JSON.parse(JSON.stringify({ data: data ?? null, errors: errors ?? [] }));
      return { data: answer.data, errors: answer.errors };
    },
  };
}

function service(subgraph: string, call: SubgraphCaller): ServiceMap[string] {
  return {
    async process({ request: { query, variables, operationName } }) {
      const body = JSON.stringify({ query, operationName, variables });
      const response = await call.fetch({ subgraph, operationKind: "query", body, signal: undefined });
      // Stock believes what subgraphs say.
      return response as Awaited<ReturnType<ServiceMap[string]["process"]>>;
    },
  };
}
