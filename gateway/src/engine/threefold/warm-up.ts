import type { Supergraph } from "@threefold/federation";
import { analyse } from "../../operation/analyse.ts";
import type { OperationCache } from "../../operation/cache.ts";
import { keyOfLabels, labelsOf } from "../../operation/decide-labels.ts";
import { plan } from "../../operation/prepare.ts";
import type { OperationSchema } from "../../operation/schema.ts";

/** As many are planned again at most, and only as long as this: a new supergraph is not to wait for long. */
const MOST = 200;
const MAX_MS = 5_000;

/**
 * Prepares for a new supergraph the operations that clients used last, so that its first requests need not wait for
 * plans. What the new schema does not allow any more is left to be told to those who ask.
 * @param now milliseconds
 */
export async function warmUp(
  cache: OperationCache,
  { id }: Supergraph,
  schema: OperationSchema,
  now: () => number = () => performance.now(),
): Promise<void> {
  const end = now() + MAX_MS;
  // The last used is prepared last, so that it is the last to be forgotten.
  for (const { document, operationName, decision, choice, labels } of cache.recent(MOST).toReversed()) {
    if (now() > end) return;
    const analysis = cache.analysis(id, document, operationName, () => analyse(document, operationName, schema));
    if (!analysis.ok) continue;
    const { operation } = analysis;
    // Another schema may demand other things in another order.
    const { length } = operation.authorisation.requirements;
    const same = decision.length === length ? decision : "1".repeat(length);
    const on = keyOfLabels(labelsOf(labels).filter((label) => operation.labels.includes(label)));
    await cache.preparation(operation, same, choice, on, () => plan(operation, same, schema, choice, on));
  }
}
