import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { HttpRequest } from "../engine/engine.ts";
import type { Caller, IdentityProvider, Refusal } from "../identity/identity.ts";
import { collectCachePolicy } from "../subgraph/cache-policy.ts";
import { systemClock } from "../subgraph/clock.ts";
import type { OperationContext } from "../subgraph/context.ts";
import { DEADLINE_HEADER, type Deadline, operationTime, startDeadline } from "../subgraph/deadline.ts";
import { FAULT_FORMS, FAULT_HEADER, parseFaults } from "../subgraph/faults.ts";
import { traceOf } from "../subgraph/trace.ts";
import type { Generations } from "../supergraph/generations.ts";
import { graphqlErrorHandler, sendGraphQLError } from "./errors.ts";

export interface GraphQLRouteOptions {
  readonly generations: Generations;
  readonly identity: IdentityProvider;
  /** Names of clients' headers, in lower case, that every subgraph gets too. */
  readonly forwardHeaders: readonly string[];
  /** Milliseconds that one operation may take, with all its requests to subgraphs. */
  readonly timeout: number;
  /** Whether a request may ask for faults. */
  readonly faults: boolean;
}

/** `/graphql`: who asks, how long it may take, and which generation answers. The rest is the engine's. */
export function addGraphQL(app: FastifyInstance, options: GraphQLRouteOptions): void {
  const { generations, identity, forwardHeaders, timeout } = options;
  const vary = ["accept", "authorization", ...forwardHeaders].join(", ");
  app.route({
    // The engine says which methods GraphQL has; Fastify would answer the others with 404.
    method: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
    exposeHeadRoute: false,
    url: "/graphql",
    errorHandler: graphqlErrorHandler,
    handler: async (request, reply) => {
      reply.header("vary", vary);
      const identified = await identity.identify(request.headers);
      if ("refusal" in identified) return refuse(reply, identified.refusal);
      using hold = generations.hold();
      using deadline = startDeadline(operationTime(request.headers[DEADLINE_HEADER], timeout), systemClock);
      const context = contextOf(request, identified.caller, deadline);
      const asked = options.faults ? request.headers[FAULT_HEADER] : undefined;
      const faults = asked === undefined ? undefined : parseFaults(String(asked));
      if (asked !== undefined && faults === undefined) {
        const message = `${FAULT_HEADER} is wrong: expected SUBGRAPH=FAULT with commas between, each ${FAULT_FORMS}.`;
        return sendGraphQLError(reply, 400, "BAD_REQUEST", message);
      }
      const answer = await hold.generation.engine.handle(httpRequestOf(request), { ...context, faults });
      for (const [name, value] of answer.headers) reply.header(name, value);
      return reply.code(answer.status).send(answer.body);
    },
  });
}

function httpRequestOf({ method, headers, url, body }: FastifyRequest): HttpRequest {
  const query = url.indexOf("?");
  return { method, headers, search: query === -1 ? "" : url.slice(query), body };
}

function contextOf(request: FastifyRequest, caller: Caller, deadline: Deadline): OperationContext {
  return {
    origin: { requestId: request.id, clientAddress: request.ip },
    log: request.log,
    caller,
    headers: request.headers,
    trace: traceOf(request.headers),
    deadline,
    cache: collectCachePolicy(),
  };
}

/** RFC 6750, section 3, in GraphQL's form. */
function refuse(reply: FastifyReply, { message, temporary }: Refusal): FastifyReply {
  reply.header("cache-control", "no-store");
  if (temporary) return sendGraphQLError(reply.header("retry-after", "5"), 503, "SERVICE_UNAVAILABLE", message);
  return sendGraphQLError(
    reply.header("www-authenticate", 'Bearer error="invalid_token"'),
    401,
    "UNAUTHENTICATED",
    message,
  );
}
