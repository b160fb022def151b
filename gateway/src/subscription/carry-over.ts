import type { ReadyOperation, ReadySubscription } from "../engine/threefold/operations.ts";
import type { OperationContext } from "../subgraph/context.ts";
import type { Generation } from "../supergraph/generation.ts";
import type { Asker } from "./audience.ts";
import type { Group } from "./group.ts";
import type { Upstreams } from "./upstream/upstreams.ts";

/** How a stream goes on in another generation, and for whom of its subscribers. */
export interface CarriedOver {
  readonly subscription: ReadySubscription;
  readonly isFor: (asker: Asker) => boolean;
}

/**
 * Looks whether another generation carries a stream out in the same way. What may be seen of it is decided again for each of its
 * subscribers, by all that they came with: they need have no more in common than what subgraphs are told of them.
 * @returns undefined when it goes on for none of them
 */
export type CarryOver = (group: Group, generation: Generation) => Promise<CarriedOver | undefined>;

export function createCarryOver(
  upstreams: Pick<Upstreams, "of">,
  contextFor: (asker: Asker) => OperationContext,
): CarryOver {
  const carriedFor = async (group: Group, asker: Asker, generation: Generation): Promise<Carried> => {
    const { operations } = generation.engine;
    const before = group.source;
    const context = { ...contextFor(asker), labels: before.subscription.labels, goesOn: true };
    try {
      const readiness = await operations?.prepare(group.request, context);
      if (operations === undefined || !readiness?.ok) return REFUSED;
      const { operation } = readiness;
      if (operation.prepared.kind !== "subscription") return REFUSED;
      const begun = operations.begin(operation, context);
      return begun.ok && isSame(before, begun.subscription, generation)
        ? { operation, subscription: begun.subscription }
        : { operation };
    } finally {
      context.deadline[Symbol.dispose]();
    }
  };
  const isSame = (before: Group["source"], after: ReadySubscription, { supergraph }: Generation): boolean =>
    after.plan === before.subscription.plan &&
    after.request === before.subscription.request &&
    after.isPublic === before.subscription.isPublic &&
    upstreams.of(supergraph, after.subgraph) ===
      upstreams.of(before.hold.generation.supergraph, before.subscription.subgraph);

  return async (group, generation) => {
    const [first] = group.askers;
    if (first === undefined) return undefined;
    const { operation, subscription } = await carriedFor(group, first, generation);
    if (operation?.isForAll) return subscription && { subscription, isFor: () => true };
    const keys = new Map([[first, subscription?.key]]);
    const found = subscription === undefined ? [] : [subscription];
    const open = () => group.askers.filter((asker) => !keys.has(asker));
    // Some may come while others are asked about.
    for (let asked = open(); asked.length > 0; asked = open()) {
      await Promise.all(
        asked.map(async (asker) => {
          const { subscription: own } = await carriedFor(group, asker, generation);
          keys.set(asker, own?.key);
          if (own !== undefined) found.push(own);
        }),
      );
    }
    // Those who may not see the same any more part: one stream has one answer.
    const [chosen] = found;
    return chosen && { subscription: chosen, isFor: (asker) => keys.get(asker) === chosen.key };
  };
}

interface Carried {
  /** Absent when the operation is refused. */
  readonly operation?: ReadyOperation;
  /** Absent when it is not carried out in the same way. */
  readonly subscription?: ReadySubscription;
}

const REFUSED: Carried = {};
