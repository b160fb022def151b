import type { Clock } from "@threefold/upstream";
import { isObject } from "../../execution/json.ts";
import { SubgraphFailure } from "../../subgraph/failure.ts";
import type { StreamListener, StreamRequest, Upstream } from "./stream.ts";

/** An event of a subgraph: its response, and what the gateway knows of it. */
export interface UpstreamEvent {
  readonly payload: { readonly data?: unknown; readonly errors?: unknown };
  /** Whether the stream was lost before this event and opened again. */
  readonly reconnected: boolean;
}

/** Why no more events come. */
export type UpstreamEnd =
  | { readonly kind: "complete" }
  | { readonly kind: "errors"; readonly errors: readonly unknown[] }
  | { readonly kind: "failed"; readonly failure: SubgraphFailure };

export interface FollowOptions {
  readonly subgraph: string;
  readonly upstream: Upstream;
  /** Makes the request anew for each opening: whoever asks is told in a fresh token. */
  readonly request: (afterEventId: string | undefined) => Promise<StreamRequest>;
  /** Whether what happens from now on arrives. Subgraphs that do not say so are believed from their first event. */
  readonly onBegun: (begun: boolean) => void;
  readonly onEvent: (event: UpstreamEvent) => void;
  readonly onEnd: (end: UpstreamEnd) => void;
  readonly clock: Clock;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** How often a lost stream is opened again with no event between. The pauses add up to about two minutes. */
const MAX_ATTEMPTS = 30;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
/** A stream that was open for so long is not to be blamed for being lost. */
const GOOD_MS = 60_000;

/**
 * Follows a stream: opens it, and opens it again after the last event that came when it is lost, until it is closed or
 * the subgraph ends it. A stream that could not be opened the first time is not tried again: its client learns of it now.
 * @returns what closes it at once
 */
export function followUpstream(options: FollowOptions): () => void {
  const { subgraph, upstream, clock, onEvent, onEnd } = options;
  let closed = false;
  let opened = false;
  let attempts = 0;
  let openedAt = 0;
  let lost = false;
  let begun = false;
  let lastEventId: string | undefined;
  let leave: () => void = () => {};

  const begin = (now: boolean) => {
    if (begun === now) return;
    begun = now;
    options.onBegun(now);
  };
  const end = (reason: UpstreamEnd) => {
    if (closed) return;
    closed = true;
    leave();
    onEnd(reason);
  };
  const again = (failure: SubgraphFailure) => {
    if (closed) return;
    if (clock.now() - openedAt >= GOOD_MS) attempts = 0;
    if (!opened || isFinal(failure) || attempts >= MAX_ATTEMPTS) return end({ kind: "failed", failure });
    lost = true;
    begin(false);
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** attempts, LONGEST_PAUSE_MS) * (0.5 + options.random() / 2);
    attempts += 1;
    leave = clock.after(pause, () => void open());
  };
  const listener: StreamListener = {
    opened() {
      opened = true;
      openedAt = clock.now();
    },
    begun(after) {
      if (closed) return;
      if (after !== undefined) lastEventId = after;
      begin(true);
    },
    next(payload) {
      if (closed) return;
      const { data, errors, extensions } = isObject(payload) ? payload : {};
      const eventId = isObject(extensions) ? extensions["eventId"] : undefined;
      if (typeof eventId === "string") lastEventId = eventId;
      attempts = 0;
      begin(true);
      const reconnected = lost;
      lost = false;
      onEvent({ payload: { data, errors }, reconnected });
    },
    complete: () => end({ kind: "complete" }),
    errors(errors) {
      if (opened && errors.some(saysComeBack)) {
        again(new SubgraphFailure(subgraph, "unavailable", "the subgraph ended the stream, to be opened again"));
      } else end({ kind: "errors", errors });
    },
    lost: again,
  };
  const open = async () => {
    try {
      const request = await options.request(lastEventId);
      if (!closed) leave = upstream.open(request, listener);
    } catch (error) {
      // Nothing was sent: who asks could not be told.
      end({ kind: "failed", failure: new SubgraphFailure(subgraph, "identity failed", String(error), error) });
    }
  };
  void open();
  return () => {
    if (closed) return;
    closed = true;
    leave();
  };
}

/** What the subgraph does not want, or what reading on would only bring again. */
const isFinal = ({ kind }: SubgraphFailure) => kind === "refusing" || kind === "too large";

function saysComeBack(error: unknown): boolean {
  const extensions = isObject(error) ? error["extensions"] : undefined;
  return isObject(extensions) && extensions["code"] === "SERVICE_UNAVAILABLE";
}
