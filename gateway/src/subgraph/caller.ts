import type { SubgraphResponse } from "../execution/execution.ts";
import type { OperationKind, SubgraphAnswer, SubgraphClient } from "./client.ts";
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
  const responseOf = context.origin.explain === undefined ? plain : explained;
  return {
    fetch: ({ subgraph, operationKind, body }) =>
      clientOf(clients, subgraph).send({ kind: operationKind, body }, context).then(responseOf),
  };
}

const plain = ({ status, body: { data, errors } }: SubgraphAnswer): SubgraphResponse => ({ status, data, errors });

const explained = (answer: SubgraphAnswer): SubgraphResponse => {
  const { bytes, retries, body } = answer;
  return { ...plain(answer), about: { bytes, retries, extensions: body["extensions"] } };
};

/** A plan names only subgraphs of its own supergraph, which all have a client. */
export function clientOf(clients: ReadonlyMap<string, SubgraphClient>, name: string): SubgraphClient {
  const client = clients.get(name);
  if (client === undefined) throw new Error(`there is no client for the subgraph ${name}`);
  return client;
}
