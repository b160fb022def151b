import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { HttpRefusal } from "@threefold/graphql-http";
import {
  type Headers,
  identifyCaller,
  type ReplayGuard,
  type TokenError,
  type Verification,
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
  return acceptedBy(verification);
}

/** @throws HttpRefusal for a bad credential */
export function acceptedBy(verification: Verification): Verified {
  if (verification.ok) return verification.value;
  const { status, code, reason, message } = refusalOf(verification.error);
  throw new HttpRefusal(status, code, message, { extensions: { reason } });
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
        if (error === undefined) return;
        const { status, code, reason, message } = refusalOf(error);
        throw new GraphQLError(message, { extensions: { code, reason, http: { status } } });
      },
    }),
  };
}

const refusalOf = ({ code: reason, message, temporary }: TokenError) =>
  temporary
    ? { status: 503, code: "SERVICE_UNAVAILABLE", reason, message }
    : { status: 401, code: "UNAUTHENTICATED", reason, message };
