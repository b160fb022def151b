import type { Check } from "@threefold/http-server";
import type { SubgraphClient, SubgraphMeasurements } from "./client.ts";

/**
 * Whether a subgraph can be spoken to, in GraphQL itself: subgraphs need not know anything of health checks. A refusal
 * in GraphQL (a subgraph that wants to know who asks) is a sign of life too. Who asks while a probe is under way
 * shares its outcome, so that probing a gateway often does not multiply.
 */
export function probe(client: SubgraphClient, measurements: SubgraphMeasurements): Check {
  const look = async (signal: AbortSignal) => {
    try {
      await client.ping(signal);
      measurements.reachable(client.name, true);
    } catch (error) {
      measurements.reachable(client.name, false);
      throw error;
    }
  };
  let underway: Promise<void> | undefined;
  return (signal) => {
    underway ??= look(signal).finally(() => {
      underway = undefined;
    });
    return underway;
  };
}
