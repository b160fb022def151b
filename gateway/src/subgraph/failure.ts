import { GraphQLError } from "graphql";

/**
 * Why a subgraph gave no answer that can be used. The codes are those of Apollo Router, so that clients which know them
 * need not learn others (https://www.apollographql.com/docs/graphos/routing/errors).
 */
export type FailureCode =
  | "SUBREQUEST_HTTP_ERROR"
  | "SUBREQUEST_MALFORMED_RESPONSE"
  | "GATEWAY_TIMEOUT"
  | "INTERNAL_SERVER_ERROR";

interface FailureKind {
  readonly code: FailureCode;
  readonly saying: string;
  /** Whether a query may be sent again: it did not arrive, or whoever stands before the subgraph says so. */
  readonly again: boolean;
  /** Whether it is a sign that the subgraph is not well. */
  readonly unwell: boolean;
}

const HTTP = "SUBREQUEST_HTTP_ERROR";
const MALFORMED = "SUBREQUEST_MALFORMED_RESPONSE";
const INTERNAL = "INTERNAL_SERVER_ERROR";

/** All that can go wrong with a request to a subgraph. */
const KINDS = {
  unreachable: { code: HTTP, saying: "cannot be reached", again: true, unwell: true },
  unavailable: { code: HTTP, saying: "refused the request", again: true, unwell: true },
  busy: { code: HTTP, saying: "refused the request", again: true, unwell: false },
  broken: { code: HTTP, saying: "refused the request", again: false, unwell: true },
  refusing: { code: HTTP, saying: "refused the request", again: false, unwell: false },
  late: { code: "GATEWAY_TIMEOUT", saying: "did not answer in time", again: false, unwell: true },
  hurried: { code: "GATEWAY_TIMEOUT", saying: "did not answer in time", again: false, unwell: false },
  abandoned: { code: "GATEWAY_TIMEOUT", saying: "was not waited for any more", again: false, unwell: false },
  unsendable: { code: HTTP, saying: "cannot be asked with such headers", again: false, unwell: false },
  "cut off": { code: HTTP, saying: "failed too often and is left alone for a while", again: false, unwell: false },
  "hook failed": { code: INTERNAL, saying: "was not asked, since a hook failed", again: false, unwell: false },
  "identity failed": {
    code: INTERNAL,
    saying: "was not asked, since the identity provider failed",
    again: false,
    unwell: false,
  },
  malformed: { code: MALFORMED, saying: "gave an answer that is not GraphQL's", again: false, unwell: false },
  "too large": { code: MALFORMED, saying: "gave too large an answer", again: false, unwell: false },
} as const satisfies Record<string, FailureKind>;

export type FailureKindName = keyof typeof KINDS;

/**
 * A subgraph that failed as a whole, as a client may be told of it: by name, never by address. `detail` says what
 * happened, for logs and for developers.
 */
export class SubgraphFailure extends GraphQLError {
  readonly kind: FailureKindName;
  readonly detail: string;
  /** How often the request was sent again, in vain. */
  retries = 0;

  constructor(subgraph: string, kind: FailureKindName, detail: string, cause?: unknown) {
    const { code, saying } = KINDS[kind];
    super(`The subgraph "${subgraph}" ${saying}.`, {
      // What is internal is the gateway's own: no subgraph did it.
      extensions: code === INTERNAL ? { code } : { code, serviceName: subgraph },
      ...(cause instanceof Error ? { originalError: cause } : {}),
    });
    this.kind = kind;
    this.detail = detail;
  }

  get mayBeTriedAgain(): boolean {
    return KINDS[this.kind].again;
  }

  /** Whether nothing failed: who asked has gone, and needs no answer. */
  get isAbandoned(): boolean {
    return this.kind === "abandoned";
  }

  /** Whether it never came to a request: code of whoever runs the gateway failed before. */
  get isOwn(): boolean {
    return KINDS[this.kind].code === INTERNAL;
  }

  get showsUnwell(): boolean {
    return KINDS[this.kind].unwell;
  }
}
