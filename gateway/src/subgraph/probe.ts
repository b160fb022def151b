import type { Check } from "@threefold/http-server";
import type { SubgraphClient } from "./client.ts";

/**
 * Whether a subgraph can be spoken to, in GraphQL itself: subgraphs need not know anything of health checks. A refusal
 * in GraphQL (a subgraph that wants to know who asks) is a sign of life too. Who asks while a probe is under way
 * shares its outcome, so that probing a gateway often does not multiply.
 */
export function probe(client: SubgraphClient): Check {
  let underway: Promise<void> | undefined;
  return (signal) => {
    underway ??= client.ping(signal).finally(() => {
      underway = undefined;
    });
    return underway;
  };
}
