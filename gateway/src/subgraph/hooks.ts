import type { OperationKind, SubgraphAnswer } from "./client.ts";
import type { SubgraphFailure } from "./failure.ts";

/** A request on its way to a subgraph. */
export interface SubgraphRequestEvent {
  readonly subgraph: string;
  readonly kind: OperationKind;
  /** The GraphQL request as JSON text. */
  readonly body: string;
  /** May be changed: what is here is sent. Names are in lower case. */
  readonly headers: Record<string, string>;
}

/** How it ended, retries and all. */
export interface SubgraphResponseEvent {
  readonly subgraph: string;
  readonly kind: OperationKind;
  readonly durationMs: number;
  /** How often it was sent again. */
  readonly retries: number;
  readonly outcome: { readonly answer: SubgraphAnswer } | { readonly failure: SubgraphFailure };
}

/** Code that looks at the requests to subgraphs. Nothing is made for a hook that is not there. */
export interface SubgraphHooks {
  /**
   * Before a request is sent for the first time. The request fails when this throws: with an internal error, which is not the
   * subgraph's, or with what was thrown when that is a GraphQLError, which is for the client. It also fails when this does
   * not end in the operation's time.
   */
  readonly onSubgraphRequest?: ((event: SubgraphRequestEvent) => void | Promise<void>) | undefined;
  /** After the last attempt. Nobody waits for it, and what it throws is logged, or what it rejects with. */
  readonly onSubgraphResponse?: ((event: SubgraphResponseEvent) => void) | undefined;
}
