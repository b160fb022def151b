import type { SubgraphSchema } from "@threefold/federation";
import type { Finding } from "../finding.ts";

/**
 * Asks another implementation of composition. Only a disagreement is told: what both refuse is told by the first.
 * @param composes whether the subgraphs compose by `@apollo/composition`
 */
export async function secondOpinion(subgraphs: readonly SubgraphSchema[], composes: boolean): Promise<Finding[]> {
  const { composeServices } = await import("@theguild/federation-composition");
  const { errors } = composeServices(subgraphs.map(({ name, url, document }) => ({ name, url, typeDefs: document })));
  const refused = (errors?.length ?? 0) > 0;
  if (refused !== composes) return [];
  const theirs = errors?.map(({ message }) => message).join("; ");
  const message = composes
    ? `@theguild/federation-composition rejects what @apollo/composition accepts: ${theirs}`
    : "@theguild/federation-composition accepts what @apollo/composition rejects";
  return [{ code: "SECOND_OPINION_DISAGREES", severity: "dangerous", message }];
}
