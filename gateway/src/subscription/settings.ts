import { RECHECK_MS } from "@threefold/identity";

/** How the gateway gets one subgraph's events. */
export interface UpstreamSettings {
  /** `graphql-ws` is the protocol graphql-transport-ws, `callback` Apollo's HTTP callback protocol. */
  readonly protocol: "graphql-ws" | "callback";
  /** Milliseconds between two signs of life. Without one for longer, a stream counts as lost. */
  readonly heartbeat: number;
  /** Where WebSockets go, when not to the subgraph's URL with the scheme `ws:` or `wss:`. */
  readonly url: string | undefined;
  /**
   * How a WebSocket tells who asks. `operation`: signed in each operation's `extensions.authorization`, so that one socket
   * carries everybody's. `connection`: as headers in the payload of `connection_init`, a socket for each identity.
   */
  readonly identity: "operation" | "connection";
  /** Where in the payload of `connection_init` headers stand: under `headers`, or each by itself. */
  readonly initialisation: "headers" | "flat";
  /** Streams that one socket carries before there is another. */
  readonly streamsPerSocket: number;
}

export const UPSTREAM_DEFAULTS: UpstreamSettings = {
  protocol: "graphql-ws",
  heartbeat: 5_000,
  url: undefined,
  identity: "operation",
  initialisation: "headers",
  streamsPerSocket: 1_000,
};

/** What a client gets whose connection is slower than its events. */
export type SlowClientPolicy = "drop-oldest" | "coalesce" | "disconnect";

/** How subscriptions are served to clients. Times are in milliseconds. */
export interface StreamSettings {
  readonly maxPerConnection: number;
  /** Of one person or key on this gateway; of one address for those whom nobody knows. */
  readonly maxPerUser: number;
  readonly max: number;
  readonly maxConnections: number;
  /** In which `connection_init` must come. */
  readonly initTimeout: number;
  /** How long a connection may have no operation; 0 for ever. */
  readonly idleTimeout: number;
  /** How long a connection or stream lasts at most, then it is to be made anew; 0 for ever. */
  readonly lifetime: number;
  /** Between two signs of life. A WebSocket that does not answer one by the next is gone. */
  readonly heartbeat: number;
  /** How often it is looked whether who asks may still: sessions that were ended, keys that were revoked. */
  readonly recheck: number;
  readonly maxMessageBytes: number;
  readonly slowClients: SlowClientPolicy;
  /** Events that wait for a client which does not read, at most. */
  readonly maxQueued: number;
  /** Bytes that may be on their way to a client before events wait. */
  readonly highWaterBytes: number;
  /** Over which time streams end when the process does. */
  readonly drain: number;
}

export const STREAM_DEFAULTS: StreamSettings = {
  maxPerConnection: 100,
  maxPerUser: 1_000,
  max: 50_000,
  maxConnections: 20_000,
  initTimeout: 5_000,
  idleTimeout: 0,
  lifetime: 24 * 3_600_000,
  heartbeat: 12_000,
  recheck: RECHECK_MS,
  maxMessageBytes: 256 * 1024,
  slowClients: "disconnect",
  maxQueued: 256,
  highWaterBytes: 256 * 1024,
  drain: 4_000,
};
