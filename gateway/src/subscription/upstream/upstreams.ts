import type { Supergraph } from "@threefold/federation";
import type { Clock } from "@threefold/upstream";
import type { ReadySubscription } from "../../engine/threefold/operations.ts";
import type { OperationContext } from "../../subgraph/context.ts";
import { createHeaders, type MakeHeaders } from "../../subgraph/request-headers.ts";
import { type SubgraphsConfiguration, settingsFor } from "../../subgraph/settings.ts";
import { createCallbackUpstream } from "./callback.ts";
import type { CallbackAddresses } from "./callback-addresses.ts";
import type { StreamRequest, Upstream } from "./stream.ts";
import { createWebSocketUpstream } from "./websocket.ts";

/** Where all subgraphs' streams come from. They belong to no generation, so that streams can outlive one. */
export interface Upstreams {
  /** The same for as long as the subgraph stays where it is. */
  of(supergraph: Supergraph, subgraph: string): Upstream;
  /** What is sent to open a stream: who asks is told in a token that is fresh. */
  request(
    subscription: ReadySubscription,
    identityKey: string,
    context: OperationContext,
    afterEventId: string | undefined,
  ): Promise<StreamRequest>;
  readonly usage: Upstream["usage"];
  close(): void;
}

/** Headers of requests that a stream has not, or not for all of its life. */
const OF_A_REQUEST = ["accept", "content-type", "traceparent", "tracestate", "x-request-id"];

/** @param addresses where subgraphs call back, for those that do */
export function createUpstreams(
  configuration: SubgraphsConfiguration,
  addresses: CallbackAddresses | undefined,
  clock: Clock,
): Upstreams {
  const upstreams = new Map<string, Upstream>();
  const makers = new Map<string, MakeHeaders>();
  const headersFor = (subgraph: string): MakeHeaders => {
    const known = makers.get(subgraph) ?? createHeaders(subgraph, configuration.headers);
    makers.set(subgraph, known);
    return known;
  };
  const create = (subgraph: string, url: string): Upstream => {
    const { stream, maxResponseBytes: maxMessageBytes, maxConnections } = settingsFor(subgraph, configuration);
    const { heartbeat } = stream;
    if (stream.protocol === "graphql-ws") {
      return createWebSocketUpstream({ subgraph, url, settings: stream, maxMessageBytes, clock });
    }
    if (addresses === undefined) throw new Error(`${subgraph} is to call back, and there is no address for that`);
    return createCallbackUpstream({ subgraph, url, addresses, heartbeat, maxConnections, maxMessageBytes, clock });
  };
  return {
    of({ subgraphs }, name) {
      const url = subgraphs.find((subgraph) => subgraph.name === name)?.url;
      if (url === undefined) throw new Error(`there is no subgraph ${name}`);
      const key = `${name} ${url}`;
      const known = upstreams.get(key);
      if (known !== undefined) return known;
      const made = create(name, url);
      upstreams.set(key, made);
      return made;
    },
    async request({ subgraph, request: body }, identityKey, context, afterEventId) {
      const made = await headersFor(subgraph)("subscription", context);
      const headers = Object.fromEntries(Object.entries(made).filter(([name]) => !OF_A_REQUEST.includes(name)));
      return { body, afterEventId, traceparent: context.trace.traceparent, headers, identityKey };
    },
    get usage() {
      const all = Array.from(upstreams.values(), ({ usage }) => usage);
      return {
        streams: all.reduce((sum, { streams }) => sum + streams, 0),
        connections: all.reduce((sum, { connections }) => sum + connections, 0),
      };
    },
    close() {
      for (const upstream of upstreams.values()) upstream.close();
    },
  };
}
