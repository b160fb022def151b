import type { IncomingHttpHeaders } from "node:http";
import type { WatchCaller } from "@threefold/identity";
import type { Clock } from "@threefold/upstream";
import type { FastifyBaseLogger } from "fastify";
import type { Caller, IdentityProvider } from "../../identity/identity.ts";
import type { OpenOperation } from "../../subscription/open.ts";
import type { Wire } from "../../subscription/outbox.ts";
import type { StreamSettings } from "../../subscription/settings.ts";
import type { Generations } from "../../supergraph/generations.ts";

/** One client's WebSocket, as much of it as the protocol needs. */
export interface ConnectionSocket extends Wire {
  /** @param data a message as text, or its whole frame as bytes */
  write(data: string | Buffer): void;
  close(code: number, reason: string): void;
}

export interface ConnectionOptions {
  readonly generations: Generations;
  readonly identity: IdentityProvider;
  readonly open: OpenOperation;
  readonly watch: WatchCaller<Caller>;
  readonly settings: StreamSettings;
  /** Names of the headers that a client may give in `connection_init`, in lower case. */
  readonly headerNames: ReadonlySet<string>;
  /** Milliseconds that one operation may take. */
  readonly timeout: number;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly measure: { dropped(): void };
}

/** Where a connection came from. */
export interface Peer {
  /** Of the request that was upgraded. */
  readonly headers: IncomingHttpHeaders;
  readonly clientAddress: string;
}
