import type { GraphQLDataSource } from "@apollo/gateway";
import type { SubgraphAnswer, SubgraphClient } from "../../subgraph/client.ts";
import { SubgraphFailure } from "../../subgraph/failure.ts";
import type { RequestContext } from "../engine.ts";
import { cacheHintOf } from "./cache-control.ts";
import { readErrors } from "./subgraph-errors.ts";

type Process = GraphQLDataSource<RequestContext>["process"];

/** How the stock gateway reaches one subgraph: by our client, with our headers and nothing else of the request's. */
export function createDataSource(client: SubgraphClient): GraphQLDataSource<RequestContext> {
  return {
    async process(options) {
      if (!("incomingRequestContext" in options)) throw new Error(`a ${options.kind} is not asked for here`);
      const answer = await send(client, options.request, options.incomingRequestContext.context);
      options.incomingRequestContext.overallCachePolicy.restrict(cacheHintOf(answer.cacheControl));
      const { data, errors } = answer.body;
      return {
        ...(isRecordOrNull(data) ? { data } : {}),
        ...(Array.isArray(errors) ? { errors: readErrors(errors) } : {}),
      };
    },
  };
}

async function send(
  client: SubgraphClient,
  { query = "", variables, operationName }: Parameters<Process>[0]["request"],
  { caller, origin, forwarded, deadline, log }: RequestContext,
): Promise<SubgraphAnswer> {
  const kind = query.startsWith("mutation") ? "write" : "read";
  const identity = await caller.headersFor(client.name, kind, origin);
  const body = JSON.stringify({ query, variables, operationName });
  try {
    return await client.send(body, { ...forwarded, ...identity }, deadline);
  } catch (error) {
    if (error instanceof SubgraphFailure) {
      log.warn({ subgraph: client.name, code: error.extensions["code"], detail: error.detail }, "subgraph failed");
    }
    throw error;
  }
}

const isRecordOrNull = (value: unknown): value is Record<string, unknown> | null =>
  typeof value === "object" && !Array.isArray(value);
