import type { SubgraphResponse } from "../execution/execution.ts";
import type { OperationKind, SubgraphClient } from "./client.ts";
import type { OperationContext } from "./context.ts";

/** Requests to all subgraphs in the name of one operation, as our own executor makes them. */
export interface SubgraphCaller {
  /** @throws SubgraphFailure when no GraphQL response comes back */
  fetch(request: {
    readonly subgraph: string;
    readonly operationKind: OperationKind;
    readonly body: string;
  }): Promise<SubgraphResponse>;
}

export function createCaller(clients: ReadonlyMap<string, SubgraphClient>, context: OperationContext): SubgraphCaller {
  return {
    async fetch({ subgraph, operationKind, body }) {
      const answer = await clientOf(clients, subgraph).send({ kind: operationKind, body }, context);
      const { status, bytes, retries } = answer;
      const { data, errors, extensions } = answer.body;
      if (context.origin.explain === undefined) return { status, data, errors };
      return { status, data, errors, about: { bytes, retries, extensions } };
    },
  };
}

/** A plan names only subgraphs of its own supergraph, which all have a client. */
export function clientOf(clients: ReadonlyMap<string, SubgraphClient>, name: string): SubgraphClient {
  const client = clients.get(name);
  if (client === undefined) throw new Error(`there is no client for the subgraph ${name}`);
  return client;
}
