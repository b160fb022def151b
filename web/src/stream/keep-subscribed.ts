import type { StreamClient, StreamError, StreamPayload, StreamSink } from "./client.ts";
import { retryWait } from "./retry.ts";

/** Ends after which the gateway takes the same subscription again: it restarts, or has a new schema. */
const PASSING = ["SERVICE_RESTART", "SUBSCRIPTION_SCHEMA_RELOAD"];
/** A token ends; the next has to be given with a new subscription. */
const EXPIRED = "UNAUTHENTICATED";
/** Who is refused sooner than this will be refused again. */
const WAS_KNOWN_MS = 10_000;

/**
 * Subscribes, and subscribes again when the gateway ends the stream for a reason that passes. Connections that break are
 * the client's own to make again.
 */
export function keepSubscribed<Data>(client: StreamClient, payload: StreamPayload, sink: StreamSink<Data>): () => void {
  let end = () => {};
  let ended = false;
  let retries = 0;
  let lost = false;
  const again = async () => {
    lost = true;
    sink.state?.("lost");
    await retryWait(retries++);
    if (!ended) begin();
  };
  const begin = () => {
    const begun = performance.now();
    const isPassing = (errors: readonly StreamError[]) =>
      errors.some(
        ({ extensions: { code = "" } = {} }) =>
          PASSING.includes(code) || (code === EXPIRED && performance.now() - begun > WAS_KNOWN_MS),
      );
    let passing = false;
    end = client.subscribe<Data>(payload, {
      // A new subscription connects for the first time; whoever looks has lost one.
      state: (state) => sink.state?.(state === "connecting" && lost ? "lost" : state),
      next(result) {
        if (result.errors && isPassing(result.errors)) {
          passing = true;
          return;
        }
        retries = 0;
        sink.next(result);
      },
      error: (error) => (Array.isArray(error) && isPassing(error) ? void again() : sink.error(error)),
      complete: () => (passing ? void again() : sink.complete()),
    });
  };
  begin();
  return () => {
    ended = true;
    end();
  };
}
