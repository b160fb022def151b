import type { OperationKind, SubgraphClient } from "./client.ts";
import type { OperationContext } from "./context.ts";

/** Requests to all subgraphs in the name of one operation, as our own executor makes them. */
export interface SubgraphCaller {
  /** @throws SubgraphFailure when no GraphQL response comes back */
  fetch(request: {
    readonly subgraph: string;
    readonly operationKind: OperationKind;
    readonly body: string;
  }): Promise<{ readonly status: number; readonly data?: unknown; readonly errors?: unknown }>;
}

export function createCaller(clients: ReadonlyMap<string, SubgraphClient>, context: OperationContext): SubgraphCaller {
  return {
    async fetch({ subgraph, operationKind, body }) {
      const { status, body: answer } = await clientOf(clients, subgraph).send({ kind: operationKind, body }, context);
      return { status, data: answer["data"], errors: answer["errors"] };
    },
  };
}

/** A plan names only subgraphs of its own supergraph, which all have a client. */
export function clientOf(clients: ReadonlyMap<string, SubgraphClient>, name: string): SubgraphClient {
  const client = clients.get(name);
  if (client === undefined) throw new Error(`there is no client for the subgraph ${name}`);
  return client;
}
