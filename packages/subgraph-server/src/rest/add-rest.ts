import type { HttpServer } from "@threefold/http-server";
import {
  createVerifier,
  identifyCaller,
  type ReplayGuard,
  type TokenError,
  type TrustedIssuer,
  type Verified,
} from "@threefold/identity";
import { addRestScope, HttpProblem, type RestApi, restApi } from "@threefold/rest-server";
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
      options.routes(
        restApi(scope, (request) => {
          const caller = callers.get(request);
          if (!caller) throw new Error("a route was reached without its caller");
          demandTime();
          if (isWrite(request) && caller.identity.kind !== "anonymous") {
            const error = options.guard.use(caller);
            if (error) throw refusalOf(error);
          }
          return options.context(caller);
        }),
      );
    },
  });
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
