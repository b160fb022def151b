import type { GatewayExecutor, GatewayInterface } from "@apollo/server-gateway-interface";
import type { Supergraph } from "@threefold/federation";
import { GraphQLError } from "graphql";
import type { ResponseError } from "../../execution/execution.ts";
import type { OperationCache } from "../../operation/cache.ts";
import { execute } from "../../operation/execute.ts";
import { type OperationSchema, prepare } from "../../operation/prepare.ts";
import { createCaller } from "../../subgraph/caller.ts";
import type { SubgraphClient } from "../../subgraph/client.ts";
import type { OperationContext } from "../../subgraph/context.ts";

export interface GatewayParts {
  readonly supergraph: Supergraph;
  readonly schema: OperationSchema;
  readonly cache: OperationCache;
  readonly subgraphs: ReadonlyMap<string, SubgraphClient>;
}

/** Our engine as Apollo Server's `gateway`: Apollo Server validates and reports, the engine runs operations. */
export function asGateway({ supergraph, schema, cache, subgraphs }: GatewayParts): GatewayInterface {
  const executor: GatewayExecutor = async (request) => {
    const name = request.operationName ?? undefined;
    const prepared = await cache.get(supergraph.id, request.source, name, (text) => prepare(text, name, schema));
    if (!prepared.ok) return { errors: prepared.errors };
    // Apollo Server hands on what it was given.
    const context = request.context as OperationContext;
    const { data, errors, valueCompletion, refused } = await execute(prepared.operation, {
      variables: request.request.variables ?? {},
      call: createCaller(subgraphs, context),
      signal: context.deadline.signal,
    });
    if (refused) return { errors: errors.map((error) => asGraphQLError(error, BAD_REQUEST)) };
    return {
      data: JSON.parse(data),
      ...(errors.length > 0 && { errors: errors.map((error) => asGraphQLError(error)) }),
      ...(errors.length === 0 && valueCompletion.length > 0 && { extensions: { valueCompletion } }),
    };
  };
  return {
    load: async () => ({ executor }),
    onSchemaLoadOrUpdate(loaded) {
      loaded({ apiSchema: supergraph.apiSchema, coreSupergraphSdl: supergraph.sdl });
      return () => {};
    },
    stop: async () => {},
  };
}

/** Apollo Server takes its answer's status from here, and shows it to nobody. */
const BAD_REQUEST = { http: { status: 400 } };

/** Without what a subgraph may have written where Apollo Server looks for status and headers: those are not its to set. */
const asGraphQLError = ({ message, path, extensions: { http: _, ...extensions }, cause }: ResponseError, more = {}) =>
  new GraphQLError(message, {
    extensions: { ...extensions, ...more },
    ...(path && { path: [...path] }),
    ...(cause instanceof Error && { originalError: cause }),
  });
