import type { GraphQLDataSource } from "@apollo/gateway";
import type { OperationKind, SubgraphClient } from "../../subgraph/client.ts";
import type { OperationContext } from "../../subgraph/context.ts";
import { readErrors } from "./subgraph-errors.ts";

/** How the stock gateway reaches one subgraph: by our client, with our headers and nothing else of the request's. */
export function createDataSource(client: SubgraphClient): GraphQLDataSource<OperationContext> {
  return {
    async process(options) {
      if (!("incomingRequestContext" in options)) throw new Error(`a ${options.kind} is not asked for here`);
      const { query = "", variables, operationName } = options.request;
      const { context } = options.incomingRequestContext;
      const body = JSON.stringify({ query, variables, operationName });
      const answer = await client.send({ kind: kindOf(query), body }, context);
      const { data, errors } = answer.body;
      return {
        ...(isRecordOrNull(data) ? { data } : {}),
        ...(Array.isArray(errors) ? { errors: readErrors(errors) } : {}),
      };
    },
  };
}

/** By the text that the planner prints: an anonymous query starts with its brace. */
const kindOf = (query: string): OperationKind => (query.startsWith("mutation") ? "mutation" : "query");

const isRecordOrNull = (value: unknown): value is Record<string, unknown> | null =>
  typeof value === "object" && !Array.isArray(value);
