import type { Circuit } from "@threefold/upstream";
import type { SubgraphClient } from "./client.ts";
import type { Exchange, Received } from "./exchange.ts";
import { SubgraphFailure } from "./failure.ts";
import { readResponse } from "./response.ts";

/** The one operation that every GraphQL server has an answer to. */
const BODY = JSON.stringify({ query: "query Probe { __typename }" });
const HEADERS = { "content-type": "application/json", accept: "application/graphql-response+json, application/json" };

/** Asks whatever the circuit's state: so it is known at once that a subgraph is well again. */
export function createPing(
  name: string,
  path: string,
  exchange: Exchange,
  circuit: Circuit | undefined,
): SubgraphClient["ping"] {
  return async (signal) => {
    let received: Received;
    try {
      received = await exchange({ path, headers: HEADERS, body: BODY, signal });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw new SubgraphFailure(name, signal.aborted ? "late" : "unreachable", detail, error);
    }
    readResponse(name, received);
    if (circuit && circuit.state !== "closed") circuit.settle("well");
  };
}
