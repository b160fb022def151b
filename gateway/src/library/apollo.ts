import type { GatewayExecutionResult, GatewayExecutor } from "@apollo/server-gateway-interface";
import type { ExecutorAnswer } from "@threefold/graphql-http";
import { GraphQLError } from "graphql";
import type { ExplainedResult, ReadyOperation } from "../engine/threefold/operations.ts";
import type { ResponseError } from "../execution/execution.ts";
import { createIsPersonal } from "../identity/credentials.ts";
import type { Refusal } from "../identity/identity.ts";
import type { OperationContext } from "../subgraph/context.ts";
import type { Generations } from "../supergraph/generations.ts";
import { type ContextParts, contextFor } from "./context.ts";
import { lowerCased } from "./request.ts";

/**
 * What was refused before Apollo Server asked its gateway, by the `metrics` of the request: the one object that there is
 * for each and that both see.
 */
export type Refusals = WeakMap<object, readonly GraphQLError[]>;

/**
 * What Apollo Server's requests are run by. It has parsed and validated them, and it reports errors: so they are handed on
 * as they are, with what caused them in `originalError`, for its plugins and `formatError`.
 */
export function createApolloExecutor(
  generations: () => Promise<Generations>,
  parts: ContextParts,
  refusals: Refusals,
): GatewayExecutor {
  const cacheHint = createCacheHint(parts.forwardHeaders);
  return async ({ request, source, overallCachePolicy, metrics, context: contextValue }) => {
    const refused = refusals.get(metrics);
    if (refused !== undefined) return { errors: refused };
    using hold = (await generations()).hold();
    const { operations } = hold.generation.engine;
    if (operations === undefined) throw new Error("this engine cannot run in Apollo Server");
    const sent = await contextFor({ headers: lowerCased(request.http?.headers ?? []), contextValue }, parts);
    if ("refusal" in sent) return { errors: [refusalError(sent.refusal)] };
    using context = sent.context;
    const readiness = await operations.prepare(
      {
        query: source,
        documentId: undefined,
        // As it was asked for: Apollo Server's word for it is null, too, where no operation has that name, and it asks for it then.
        operationName: request.operationName ?? undefined,
        variables: request.variables,
        extensions: request.extensions,
        queriesOnly: false,
      },
      context,
    );
    if (!readiness.ok) return { errors: errorsOf(readiness.answer) };
    if (readiness.operation.prepared.kind === "subscription") {
      await readiness.operation.admission.charge?.settle(0);
      return { errors: [NO_STREAMS] };
    }
    const result = await operations.result(readiness.operation, context);
    overallCachePolicy?.restrict(cacheHint(readiness.operation, context));
    return asApolloResult(result);
  };
}

function asApolloResult({ data, errors, valueCompletion, explanation }: ExplainedResult): GatewayExecutionResult {
  const extensions = {
    ...(errors.length === 0 && valueCompletion.length > 0 && { valueCompletion }),
    ...(explanation && { explain: explanation }),
  };
  return {
    data: JSON.parse(data),
    ...(errors.length > 0 && { errors: errors.map(asGraphQLError) }),
    ...(Object.keys(extensions).length > 0 && { extensions }),
  };
}

/** Without what a subgraph may have written where Apollo Server looks for status and headers: those are not its to set. */
const asGraphQLError = ({ message, path, extensions: { http: _, ...extensions }, cause }: ResponseError) =>
  new GraphQLError(message, {
    extensions,
    ...(path && { path: [...path] }),
    ...(cause instanceof Error && { originalError: cause }),
  });

/** The errors of a request that was not run, with the status of the answer for Apollo Server, which shows that to nobody. */
export function errorsOf({ text, status = 400, headers = {} }: ExecutorAnswer): GraphQLError[] {
  const { errors } = JSON.parse(text) as { errors: { message: string; extensions?: Record<string, unknown> }[] };
  const http = { status, headers: new Map(Object.entries(headers)) };
  return errors.map(({ message, extensions }) => new GraphQLError(message, { extensions: { ...extensions, http } }));
}

export const refusalError = ({ message, temporary }: Refusal) =>
  new GraphQLError(message, {
    extensions: temporary
      ? { code: "SERVICE_UNAVAILABLE", http: { status: 503 } }
      : { code: "UNAUTHENTICATED", http: { status: 401 } },
  });

const NO_STREAMS = new GraphQLError("Apollo Server's gateways answer no subscriptions.", {
  extensions: { code: "BAD_REQUEST", http: { status: 400 } },
});

/**
 * Makes what says how long an answer is kept, and for whom. What is for nobody else is kept nowhere; and since Apollo
 * Server's caches look at no headers, what may hang on one that subgraphs got is not for everybody.
 */
function createCacheHint(forwarded: readonly string[]) {
  const isPersonal = createIsPersonal(forwarded);
  return ({ byPolicy, explaining }: ReadyOperation, { caller, headers, cache }: OperationContext) => {
    if (byPolicy || explaining !== undefined || isPersonal(caller, headers)) return NOT_KEPT;
    const { maxAge, isPublic } = cache.policy;
    const isForAll = isPublic && forwarded.every((name) => headers[name] === undefined);
    return { maxAge, scope: isForAll ? "PUBLIC" : "PRIVATE" };
  };
}

const NOT_KEPT = { maxAge: 0, scope: "PRIVATE" } as const;
