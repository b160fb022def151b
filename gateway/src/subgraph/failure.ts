import { GraphQLError } from "graphql";

/**
 * Why a subgraph gave no answer that can be used. The codes are those of Apollo Router, so that clients which know them
 * need not learn others (https://www.apollographql.com/docs/graphos/routing/errors).
 */
export type FailureCode = "SUBREQUEST_HTTP_ERROR" | "SUBREQUEST_MALFORMED_RESPONSE" | "GATEWAY_TIMEOUT";

/**
 * A subgraph that failed as a whole, as a client may be told of it: by name, never by address. `detail` says what
 * happened, for logs and for developers.
 */
export class SubgraphFailure extends GraphQLError {
  readonly detail: string;

  constructor(subgraph: string, code: FailureCode, saying: string, detail: string, cause?: unknown) {
    super(`The subgraph "${subgraph}" ${saying}.`, {
      extensions: { code, serviceName: subgraph },
      ...(cause instanceof Error ? { originalError: cause } : {}),
    });
    this.detail = detail;
  }
}
