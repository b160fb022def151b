import { isUnreachable } from "@threefold/database";
import type { HttpServer } from "@threefold/http-server";
import {
  createVerifier,
  type Identity,
  identifyCaller,
  type ReplayGuard,
  type TokenError,
  type TrustedIssuer,
  type Verified,
} from "@threefold/identity";
import {
  addRestScope,
  HttpProblem,
  type KeyedOptions,
  type KeyedRequests,
  type RestApi,
  restApi,
} from "@threefold/rest-server";
import type { FastifyRequest } from "fastify";
import { demandTime } from "../deadline.ts";
import { asProblem } from "./problems.ts";

export interface RestOptions<Context> {
  /** The service's name: a token must be meant for it. */
  readonly name: string;
  /** Who may tell this service who is asking. */
  readonly issuers: readonly TrustedIssuer[];
  /** Holds that a token for a write is used once, whichever API it is used at. */
  readonly guard: ReplayGuard;
  /** Where writes with an `Idempotency-Key` are kept; without it such a key is not heeded. */
  readonly keyedRequests?: KeyedRequests;
  /** What one request has. */
  readonly context: (caller: Verified) => Context;
  /** Adds the features' routes. */
  readonly routes: (api: RestApi<Context>) => void;
}

/** Serves the service's REST API beside its GraphQL: the same context, the same callers, the same rules. */
export function addRest<Context>(app: HttpServer, options: RestOptions<Context>): void {
  const verifier = createVerifier({ audience: options.name, issuers: options.issuers });
  const callers = new WeakMap<FastifyRequest, Verified>();
  addRestScope(app, {
    title: options.name,
    asProblem,
    coded: false,
    routes(scope) {
      scope.addHook("onRequest", async (request) => {
        const verification = await identifyCaller(request.headers, verifier);
        if (!verification.ok) throw refusalOf(verification.error);
        callers.set(request, verification.value);
      });
      const contextOf = (request: FastifyRequest) => {
        const caller = callers.get(request);
        if (!caller) throw new Error("a route was reached without its caller");
        demandTime();
        if (isWrite(request) && caller.identity.kind !== "anonymous") {
          const error = options.guard.use(caller);
          if (error) throw refusalOf(error);
        }
        return options.context(caller);
      };
      const requests = options.keyedRequests;
      const keyed: KeyedOptions | undefined = requests && {
        requests,
        ownerOf: (request) => ownerOf(callers.get(request)?.identity),
        isRefusal: (error, request) =>
          !isUnreachable(error) && isRefusal(error instanceof HttpProblem ? error : asProblem(error, request)),
      };
      options.routes(restApi(scope, contextOf, keyed));
    },
  });
}

/** What the rules refuse was not done. Of anything else nobody knows: not of a request that ran out of time, or lost its database. */
const isRefusal = (problem: HttpProblem | undefined) =>
  problem !== undefined && (problem.status < 500 || problem.type === "service-unavailable");

/** Partners' keys and people's ids are made by different hands: they could meet. */
function ownerOf(identity: Identity | undefined): string | undefined {
  if (identity?.kind === "person" || identity?.kind === "partner") return `${identity.kind} ${identity.id}`;
  return identity?.kind === "service" ? `service ${identity.name}` : undefined;
}

const isWrite = ({ method }: FastifyRequest) => method !== "GET" && method !== "HEAD" && method !== "OPTIONS";

function refusalOf({ code: reason, message, temporary }: TokenError): HttpProblem {
  return temporary
    ? new HttpProblem("service-unavailable", message, { headers: { "retry-after": "5" }, members: { reason } })
    : new HttpProblem("unauthenticated", message, {
        headers: { "www-authenticate": 'Bearer error="invalid_token"' },
        members: { reason },
      });
}
