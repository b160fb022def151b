import { createWatchCaller, type WatchCaller } from "@threefold/identity";
import type { Clock } from "@threefold/upstream";
import type { FastifyBaseLogger } from "fastify";
import type { Caller, IdentityProvider } from "../identity/identity.ts";
import type { ClientBudgets } from "../operation/budget/index.ts";
import { forwardedNames } from "../subgraph/header-rules.ts";
import type { SubgraphsConfiguration } from "../subgraph/settings.ts";
import type { Generations } from "../supergraph/generations.ts";
import { createStreamLimits } from "./limits.ts";
import { createOpenOperation, type OpenOperation } from "./open.ts";
import { createRegistry, type StreamMeasurements } from "./registry.ts";
import { createSessions, type Sessions } from "./sessions.ts";
import type { StreamSettings } from "./settings.ts";
import { type CallbackAddresses, createCallbackAddresses } from "./upstream/callback-addresses.ts";
import { createUpstreams } from "./upstream/upstreams.ts";

export interface StreamsOptions {
  readonly generations: Generations;
  readonly identity: IdentityProvider;
  readonly subgraphs: SubgraphsConfiguration;
  readonly settings: StreamSettings;
  /** Where subgraphs reach this process, for those that send events by callbacks. */
  readonly callbackUrl?: string | undefined;
  /** What clients' events are paid from, where there are budgets. */
  readonly budgets: ClientBudgets | undefined;
  /** Milliseconds that one operation may take, or completing one event. */
  readonly timeout: number;
  readonly log: FastifyBaseLogger;
  readonly clock: Clock;
  readonly measure: StreamMeasurements & { subscribers(change: 1 | -1): void };
}

/** What all transports share that stream. */
export interface Streams {
  readonly open: OpenOperation;
  readonly watch: WatchCaller<Caller>;
  readonly sessions: Sessions;
  /** Where subgraphs call back, when they may. */
  readonly callbacks: CallbackAddresses | undefined;
  /** Ends all streams, spread over the drain window, then the connections to subgraphs. */
  close(): Promise<void>;
}

export function createStreams(options: StreamsOptions): Streams {
  const { generations, identity, subgraphs, settings, timeout, log, clock, measure } = options;
  const callbacks = options.callbackUrl === undefined ? undefined : createCallbackAddresses(options.callbackUrl);
  const upstreams = createUpstreams(subgraphs, callbacks, clock);
  const registry = createRegistry({ generations, upstreams, timeout, log, clock, random: Math.random, measure });
  const sessions = createSessions({ clock, heartbeat: settings.heartbeat, max: settings.maxConnections });
  return {
    open: createOpenOperation({
      registry,
      limits: createStreamLimits(settings),
      identity,
      forwardHeaders: forwardedNames(subgraphs.headers),
      budgets: options.budgets,
      measure,
      clock,
    }),
    watch: createWatchCaller({
      identify: (headers) => identity.identify(headers),
      isSame: (before, now) => before.key === now.key,
      clock,
      recheck: settings.recheck,
      now: Date.now,
    }),
    sessions,
    callbacks,
    async close() {
      await sessions.drain(settings.drain);
      upstreams.close();
    },
  };
}
