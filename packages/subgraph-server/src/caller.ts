import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import {
  type Headers,
  identifyCaller,
  type ReplayGuard,
  type TokenError,
  type Verified,
  type Verifier,
} from "@threefold/identity";
import { GraphQLError } from "graphql";

/** What every context has: who asks, and the token that says so. */
export interface CallerContext extends BaseContext {
  readonly caller: Verified;
}

/** Who asks, by the request's headers. A request with a bad credential is refused whole: 401, or 503 when the fault is ours. */
export async function callerOf(headers: Headers, verifier: Verifier): Promise<Verified> {
  const verification = await identifyCaller(headers, verifier);
  if (verification.ok) return verification.value;
  throw refusal(verification.error);
}

/**
 * Holds that a mutation in somebody's name comes with a token for a single use, and that each such token is used once:
 * a request that was overheard cannot be sent again. Nobody's mutations (signing in, say) need no token.
 */
export function singleUse<Context extends CallerContext>(guard: ReplayGuard): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ operation, contextValue: { caller } }) => {
        if (operation?.operation !== "mutation" || caller.identity.kind === "anonymous") return;
        const error = guard.use(caller);
        if (error) throw refusal(error);
      },
    }),
  };
}

function refusal({ code, message, temporary }: TokenError): GraphQLError {
  const status = temporary ? 503 : 401;
  const name = temporary ? "SERVICE_UNAVAILABLE" : "UNAUTHENTICATED";
  return new GraphQLError(message, { extensions: { code: name, reason: code, http: { status } } });
}
