import type { Clock } from "@threefold/upstream";
import type { UpstreamSettings } from "../settings.ts";
import { UpstreamSocket } from "./socket.ts";
import type { StreamRequest, Upstream } from "./stream.ts";

export interface WebSocketUpstreamOptions {
  readonly subgraph: string;
  /** The subgraph's own URL. */
  readonly url: string;
  readonly settings: UpstreamSettings;
  readonly maxMessageBytes: number;
  readonly clock: Clock;
}

/** Streams over WebSockets: as few as the settings allow, and never two identities on one that speaks for a single one. */
export function createWebSocketUpstream(options: WebSocketUpstreamOptions): Upstream {
  const { settings } = options;
  const url = settings.url ?? options.url.replace(/^http/, "ws");
  const signedOperations = settings.identity === "operation";
  /** By whom they speak for; everybody's have the same key. */
  const sockets = new Map<string, Set<UpstreamSocket>>();

  const connect = (key: string, request: StreamRequest): UpstreamSocket => {
    const group = sockets.get(key) ?? new Set();
    const socket = new UpstreamSocket({
      ...options,
      url,
      signedOperations,
      heartbeat: settings.heartbeat,
      initialisation: signedOperations ? undefined : initialisationOf(request, settings),
      onEnd(ended) {
        group.delete(ended);
        if (group.size === 0 && sockets.get(key) === group) sockets.delete(key);
      },
    });
    sockets.set(key, group.add(socket));
    return socket;
  };

  return {
    open(request, listener) {
      const key = signedOperations ? "" : request.identityKey;
      const free = [...(sockets.get(key) ?? [])].find(({ size }) => size < settings.streamsPerSocket);
      return (free ?? connect(key, request)).open(request, listener);
    },
    get usage() {
      const all = [...sockets.values()].flatMap((group) => [...group]);
      return { streams: all.reduce((sum, { size }) => sum + size, 0), connections: all.length };
    },
    close() {
      for (const group of [...sockets.values()]) for (const socket of [...group]) socket.close();
    },
  };
}

const initialisationOf = ({ headers }: StreamRequest, { initialisation }: UpstreamSettings) =>
  initialisation === "flat" ? headers : { headers };
