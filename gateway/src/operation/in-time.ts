import type { Signal } from "@threefold/upstream";
import { GraphQLError } from "graphql";

/**
 * Waits for what others may wait for as well, as long as there is time. What is waited for goes on without whoever gives
 * up.
 * @returns `undefined` when the signal is aborted before
 */
export function inTime<Value extends NonNullable<unknown>>(
  waited: Promise<Value>,
  signal: Signal,
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => resolve(undefined);
    if (signal.aborted) giveUp();
    signal.addEventListener("abort", giveUp);
    waited.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
  });
}

/** Why an operation is refused when `inTime` gave up. */
export const NOT_IN_TIME = new GraphQLError("The operation was not ready to run in time.", {
  extensions: { code: "GATEWAY_TIMEOUT" },
});
