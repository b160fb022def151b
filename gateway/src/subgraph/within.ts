import type { Signal } from "@threefold/upstream";

/**
 * Waits for something, until a signal aborts. What is waited for goes on.
 * @throws the signal's reason
 */
export async function within<Value>(signal: Signal, value: Promise<Value>): Promise<Value> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const end = () => reject(signal.reason);
  if (signal.aborted) end();
  else signal.addEventListener("abort", end);
  try {
    return await Promise.race([over, value]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}
