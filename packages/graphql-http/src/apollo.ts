import { type ApolloServer, type BaseContext, HeaderMap } from "@apollo/server";
import type { ExecutorAnswer, GraphQLRequest, Outcome } from "./executor.ts";
import { MalformedRequest } from "./refusal.ts";

/**
 * Runs one request on an Apollo Server, past its own HTTP: that answers 400 where 200 is advised for `application/json`,
 * and its binding to Fastify takes a malformed Host header for a fault of the server.
 */
export async function executeOnApollo<Context extends BaseContext>(
  server: ApolloServer<Context>,
  request: GraphQLRequest,
  contextValue: Context,
): Promise<ExecutorAnswer> {
  const { query, operationName, variables } = request;
  const method = request.queriesOnly ? "GET" : "POST";
  const { http, body } = await server.executeOperation(
    {
      ...(query === undefined ? {} : { query }),
      ...(operationName === undefined ? {} : { operationName }),
      ...(variables === undefined ? {} : { variables: { ...variables } }),
      extensions: extensionsOf(request),
      // By its method, Apollo Server knows whether it may run a mutation.
      http: { method, headers: new HeaderMap(), search: "", body: undefined },
    },
    { contextValue },
  );
  if (body.kind !== "single") throw new Error("this server answers in one part");
  const { errors, data, extensions } = body.singleResult;
  const outcome = outcomeOf(errors, data);
  return {
    text: JSON.stringify({ errors, data, extensions }),
    outcome,
    // 400 is what it says of every request that it does not run; the way it came decides what that means.
    ...(isRun(outcome) || http.status === 400 ? {} : { status: http.status }),
    headers: Object.fromEntries(http.headers),
  };
}

type SingleResult = { readonly extensions?: Readonly<Record<string, unknown>> | undefined };

function outcomeOf(errors: readonly SingleResult[] | undefined, data: unknown): Outcome {
  if (data !== undefined) return errors === undefined || errors.length === 0 ? "complete" : "partial";
  return errors?.[0]?.extensions?.["code"] === "GRAPHQL_PARSE_FAILED" ? "unreadable" : "refused";
}

const isRun = (outcome: Outcome) => outcome === "complete" || outcome === "partial";

/** Apollo Server knows documents by their hash in an extension. */
function extensionsOf({ documentId, query, extensions = {} }: GraphQLRequest): Record<string, unknown> {
  if (documentId === undefined || query !== undefined) return extensions;
  const [, sha256Hash] = /^sha256:([0-9a-f]{64})$/.exec(documentId) ?? [];
  if (sha256Hash === undefined) throw new MalformedRequest("`documentId` must be sha256: and 64 hexadecimal digits.");
  return { ...extensions, persistedQuery: { version: 1, sha256Hash } };
}
