import { GraphQLError } from "graphql";
import type { Serving } from "../supergraph/serving.ts";

/** A gateway from its beginning to its end, after which it may begin again. */
export interface Life {
  /** Begins, unless it has. What has failed is not kept: the next call begins anew. */
  start(): Promise<Serving>;
  /**
   * What was begun; it does not begin by this: who asks would keep alive what nobody will stop.
   * @throws GraphQLError when it was stopped
   */
  running(): Promise<Serving>;
  /** Resolves when all that was begun has ended. */
  stop(): Promise<void>;
}

/** @param run begins to serve, and gives up when its signal is aborted */
export function createLife(run: (signal: AbortSignal) => Promise<Serving>): Life {
  let current: { readonly serving: Promise<Serving>; readonly closing: AbortController } | undefined;
  const ending = new Set<Promise<void>>();
  const end = async (serving: Promise<Serving>) => {
    // One that could not start has nothing to stop.
    await (await serving.catch(() => undefined))?.close();
  };
  return {
    start() {
      if (current !== undefined) return current.serving;
      const closing = new AbortController();
      const starting = { serving: run(closing.signal), closing };
      current = starting;
      starting.serving.catch(() => {
        if (current === starting) current = undefined;
      });
      return starting.serving;
    },
    async running() {
      if (current === undefined) throw STOPPED;
      return current.serving;
    },
    async stop() {
      if (current !== undefined) {
        // A supergraph that does not come is not waited for.
        current.closing.abort();
        const ended = end(current.serving).finally(() => ending.delete(ended));
        ending.add(ended);
        current = undefined;
      }
      await Promise.all(ending);
    },
  };
}

const STOPPED = new GraphQLError("The gateway was stopped.", {
  extensions: { code: "SERVICE_UNAVAILABLE", http: { status: 503 } },
});
