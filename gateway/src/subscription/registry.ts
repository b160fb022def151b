import { randomUUID } from "node:crypto";
import type { GraphQLRequest } from "@threefold/graphql-http";
import type { Clock, Signal } from "@threefold/upstream";
import type { FastifyBaseLogger } from "fastify";
import type { ReadySubscription } from "../engine/threefold/operations.ts";
import { collectCachePolicy } from "../subgraph/cache-policy.ts";
import type { OperationContext } from "../subgraph/context.ts";
import { startDeadline } from "../subgraph/deadline.ts";
import { startTrace, traceIdOf } from "../subgraph/trace.ts";
import type { Generation } from "../supergraph/generation.ts";
import type { Generations, Hold } from "../supergraph/generations.ts";
import type { Asker, Audience } from "./audience.ts";
import { createCarryOver } from "./carry-over.ts";
import { Group } from "./group.ts";
import { SCHEMA_RELOAD, type Subscriber } from "./subscriber.ts";
import { followUpstream } from "./upstream/follow.ts";
import type { Upstreams } from "./upstream/upstreams.ts";

export interface StreamMeasurements {
  event(): void;
  /** An event that nobody gets, since too many wait. */
  lost(): void;
  /** A response goes to so many subscribers. */
  delivered(subscribers: number): void;
  groups(open: number): void;
}

export interface RegistryOptions {
  readonly generations: Generations;
  readonly upstreams: Upstreams;
  /** Milliseconds that completing one event may take. */
  readonly timeout: number;
  readonly log: FastifyBaseLogger;
  readonly clock: Clock;
  readonly random: () => number;
  readonly measure: StreamMeasurements;
}

export interface JoinRequest {
  readonly request: GraphQLRequest;
  readonly subscription: ReadySubscription;
  readonly audience: Audience;
  readonly asker: Asker;
  /** The hold of the request; the registry takes one of its own. */
  readonly hold: Hold;
}

/** All streams of this gateway, by who shares them. */
export interface Registry {
  /** @returns what leaves again */
  join(request: JoinRequest, subscriber: Subscriber): () => void;
  /** How many streams there are: those who share one count once. */
  readonly size: number;
}

/**
 * Subscribers with the same operation, variables, schema and audience share a stream. When another supergraph is served,
 * streams that it plans in the same way live on in it; the others end.
 */
export function createRegistry(options: RegistryOptions): Registry {
  const { generations, upstreams, timeout, clock, measure } = options;
  const groups = new Map<string, Group>();
  /** All there are, and by what each was found last: two that became alike are found by one of them. */
  const keys = new Map<Group, string>();
  const hide = (group: Group) => {
    const key = keys.get(group);
    if (key !== undefined && groups.get(key) === group) groups.delete(key);
  };

  const contextFor = ({ caller, headers }: Asker, signal?: Signal): OperationContext => {
    const trace = startTrace();
    return {
      origin: { requestId: traceIdOf(trace), clientAddress: "" },
      log: options.log,
      caller,
      headers,
      trace,
      deadline: startDeadline(timeout, clock, signal),
      cache: collectCachePolicy(),
    };
  };
  const follow = (group: Group) => {
    const { subscription, hold } = group.source;
    return followUpstream({
      subgraph: subscription.subgraph,
      upstream: upstreams.of(hold.generation.supergraph, subscription.subgraph),
      request: (afterEventId) => {
        const context = contextFor(group.audience);
        context.deadline[Symbol.dispose]();
        return upstreams.request(subscription, group.audience.key, context, afterEventId);
      },
      onBegun: (begun) => group.begun(begun),
      onEvent: (event) => group.receive(event),
      onEnd: (end) => group.upstreamEnded(end),
      clock,
      random: options.random,
    });
  };
  const create = (key: string, { request, subscription, audience, hold }: JoinRequest): Group => {
    const group = new Group({
      source: { subscription, hold: hold.share() },
      request,
      audience,
      complete: async (current, event, signal) => {
        const context = contextFor(audience, signal);
        try {
          return await current.run(event, context);
        } finally {
          context.deadline[Symbol.dispose]();
        }
      },
      follow,
      mask(subgraph, message) {
        const requestId = randomUUID();
        options.log.warn({ requestId, subgraph, message }, "an error of a subgraph's stream is masked");
        return requestId;
      },
      onClosed(closed) {
        hide(closed);
        keys.delete(closed);
        measure.groups(keys.size);
      },
      measure,
    });
    groups.set(key, group);
    keys.set(group, key);
    measure.groups(keys.size);
    return group;
  };

  const carryOver = createCarryOver(upstreams, contextFor);
  const move = async (group: Group) => {
    using hold = generations.hold();
    const carried = await carryOver(group, hold.generation);
    // Yet another supergraph takes over what is left when it came meanwhile.
    if (group.closed || hold.generation !== generations.current) return;
    if (carried === undefined) return group.end(SCHEMA_RELOAD);
    const { subscription, isFor } = carried;
    hide(group);
    group.moveTo({ subscription, hold: hold.share() });
    const key = keyOf(hold.generation, subscription, group.audience);
    keys.set(group, key);
    if (!groups.has(key)) groups.set(key, group);
    group.endFor((asker) => !isFor(asker), SCHEMA_RELOAD);
  };
  const moveOrEnd = (group: Group) => {
    move(group).catch((err: unknown) => {
      options.log.error({ err }, "a stream could not be moved to another supergraph");
      group.end(SCHEMA_RELOAD);
    });
  };
  generations.onReplaced(() => {
    for (const group of [...keys.keys()]) moveOrEnd(group);
  });

  return {
    join(request, subscriber) {
      const key = keyOf(request.hold.generation, request.subscription, request.audience);
      const known = groups.get(key);
      if (known !== undefined) return known.join(subscriber, request.asker);
      const group = create(key, request);
      const leave = group.join(subscriber, request.asker);
      // Another supergraph may have come while the operation was made ready.
      if (request.hold.generation !== generations.current) moveOrEnd(group);
      return leave;
    },
    get size() {
      return keys.size;
    },
  };
}

const keyOf = ({ supergraph }: Generation, { key }: ReadySubscription, audience: Audience): string =>
  `${supergraph.id} ${key} ${audience.key}`;
