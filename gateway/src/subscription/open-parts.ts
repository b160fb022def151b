import type { Clock } from "@threefold/upstream";
import type { Operations, ReadyOperation } from "../engine/threefold/operations.ts";
import type { OperationContext } from "../subgraph/context.ts";
import { startDeadline } from "../subgraph/deadline.ts";
import type { Hold } from "../supergraph/generations.ts";
import type { Opened } from "./open.ts";
import type { PartsReader } from "./subscriber.ts";

/**
 * Runs an operation with deferred fragments for a client that takes the answer in parts. What it needs is held until the
 * last of them, however long the request lasts that asked for it; its time is that of the request.
 */
export async function openParts(
  operation: ReadyOperation,
  operations: Operations,
  { context, hold, clock }: { readonly context: OperationContext; readonly hold: Hold; readonly clock: Clock },
  reader: () => PartsReader,
): Promise<Opened> {
  const ownHold = hold.share();
  const { signal, patience } = context.deadline;
  const deadline = startDeadline(context.deadline.remaining(), clock, signal, patience);
  const release = () => {
    deadline[Symbol.dispose]();
    ownHold[Symbol.dispose]();
  };
  const run = await operations.runInParts(operation, { ...context, deadline });
  if (run.kind === "answer") {
    release();
    return run;
  }
  let isWanted = true;
  const { part, end } = reader();
  part(run.first);
  const deliver = async () => {
    for await (const text of run.rest) {
      if (!isWanted) return;
      part(text);
    }
    if (isWanted) end({ kind: "complete" });
  };
  void deliver()
    .catch((err) => context.log.error({ err }, "unexpected error"))
    .finally(release);
  return {
    kind: "stream",
    leave() {
      isWanted = false;
      deadline.abandon(new Error("The client wants no answer any more."));
    },
  };
}
