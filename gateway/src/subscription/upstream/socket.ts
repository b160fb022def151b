import { IDENTITY_HEADER } from "@threefold/identity";
import type { Clock } from "@threefold/upstream";
import { WebSocket } from "ws";
import { isObject } from "../../execution/json.ts";
import { SubgraphFailure } from "../../subgraph/failure.ts";
import { readSubgraphMessage } from "./messages.ts";
import type { StreamListener, StreamRequest } from "./stream.ts";

export interface SocketOptions {
  readonly subgraph: string;
  readonly url: string;
  /** The payload of `connection_init`. */
  readonly initialisation: Readonly<Record<string, unknown>> | undefined;
  /** Whether each operation says in its extensions who asks. */
  readonly signedOperations: boolean;
  readonly maxMessageBytes: number;
  /** Milliseconds between two pings. */
  readonly heartbeat: number;
  readonly clock: Clock;
  /** Called once, when it can carry nothing more. */
  readonly onEnd: (socket: UpstreamSocket) => void;
}

const ACK_MS = 5_000;
/** How long a socket stays that nobody uses. */
const LINGER_MS = 1_000;
const BAD_RESPONSE = 4004;

interface Stream {
  readonly request: StreamRequest;
  readonly listener: StreamListener;
}

/** One WebSocket to a subgraph by the graphql-transport-ws protocol, and the streams that it carries. */
export class UpstreamSocket {
  readonly #options: SocketOptions;
  readonly #socket: WebSocket;
  readonly #streams = new Map<string, Stream>();
  #lastId = 0;
  #acknowledged = false;
  #ended = false;
  #alive = true;
  #cancelTimer: () => void;
  #cancelLinger: (() => void) | undefined;

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#socket = new WebSocket(options.url, "graphql-transport-ws", {
      handshakeTimeout: ACK_MS,
      maxPayload: options.maxMessageBytes,
      perMessageDeflate: false,
      followRedirects: false,
    });
    this.#socket.on("open", () => this.#send({ type: "connection_init", payload: options.initialisation }));
    this.#socket.on("message", (data, isBinary) => this.#receive(data.toString(), isBinary));
    this.#socket.on("pong", () => {
      this.#alive = true;
    });
    this.#socket.on("error", (error) =>
      this.#end(isTooLarge(error) ? "too large" : "unreachable", error.message, error),
    );
    this.#socket.on("close", (code, reason) => this.#end(kindOf(code), `closed with ${code} ${reason}`));
    this.#cancelTimer = options.clock.after(ACK_MS, () => this.#end("late", "no connection_ack came"));
  }

  get size(): number {
    return this.#streams.size;
  }

  get ended(): boolean {
    return this.#ended;
  }

  open(request: StreamRequest, listener: StreamListener): () => void {
    this.#lastId += 1;
    const id = String(this.#lastId);
    const stream = { request, listener };
    this.#streams.set(id, stream);
    this.#cancelLinger?.();
    this.#cancelLinger = undefined;
    if (this.#acknowledged) this.#subscribe(id, stream);
    return () => {
      if (!this.#streams.delete(id)) return;
      if (this.#acknowledged) this.#send({ id, type: "complete" });
      this.#leaveWhenUnused();
    };
  }

  close(): void {
    this.#end("unreachable", "the gateway closed it");
  }

  #subscribe(id: string, { request, listener }: Stream): void {
    const { body, afterEventId, traceparent, headers } = request;
    const extensions = {
      ...(this.#options.signedOperations && authorizationOf(headers)),
      traceparent,
      afterEventId,
    };
    const payload = `${body.slice(0, -1)},"extensions":${JSON.stringify(extensions)}}`;
    this.#socket.send(`{"id":"${id}","type":"subscribe","payload":${payload}}`);
    listener.opened();
  }

  #receive(text: string, isBinary: boolean): void {
    this.#alive = true;
    const message = isBinary ? undefined : readSubgraphMessage(text);
    if (message === undefined || (!this.#acknowledged && "id" in message)) {
      this.#end("malformed", "a message is not of the protocol graphql-transport-ws");
      return;
    }
    switch (message.type) {
      case "connection_ack":
        this.#acknowledge();
        return;
      case "ping":
        this.#send({ type: "pong", payload: message.payload });
        this.#beginning(message.payload);
        return;
      case "pong":
        return;
      case "next":
        // Of a stream that was closed a moment ago, some may still come.
        this.#streams.get(message.id)?.listener.next(message.payload);
        return;
      case "error":
        this.#take(message.id)?.errors(message.payload);
        return;
      case "complete":
        this.#take(message.id)?.complete();
    }
  }

  /** Our subgraphs say by a ping that a stream has begun, and after which event. */
  #beginning(payload: unknown): void {
    const { subscribed, eventId } = isObject(payload) ? payload : {};
    if (typeof subscribed !== "string") return;
    this.#streams.get(subscribed)?.listener.begun(typeof eventId === "string" ? eventId : undefined);
  }

  #acknowledge(): void {
    if (this.#acknowledged) return;
    this.#acknowledged = true;
    this.#cancelTimer();
    this.#beat();
    for (const [id, stream] of this.#streams) this.#subscribe(id, stream);
    this.#leaveWhenUnused();
  }

  /** A subgraph that answers nothing between two beats is gone, whatever TCP believes. */
  #beat(): void {
    this.#cancelTimer = this.#options.clock.after(this.#options.heartbeat, () => {
      if (!this.#alive) return this.#end("late", "no pong came");
      this.#alive = false;
      this.#socket.ping();
      this.#beat();
    });
  }

  #take(id: string): StreamListener | undefined {
    const listener = this.#streams.get(id)?.listener;
    this.#streams.delete(id);
    this.#leaveWhenUnused();
    return listener;
  }

  #leaveWhenUnused(): void {
    if (this.#streams.size > 0 || this.#ended || this.#cancelLinger !== undefined) return;
    this.#cancelLinger = this.#options.clock.after(LINGER_MS, () => this.close());
  }

  #send(message: object): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #end(kind: SubgraphFailure["kind"], detail: string, cause?: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#cancelTimer();
    this.#cancelLinger?.();
    if (this.#socket.readyState === WebSocket.OPEN && kind !== "late") {
      this.#socket.close(kind === "malformed" ? BAD_RESPONSE : 1000, kind === "malformed" ? "Bad response" : "");
    } else this.#socket.terminate();
    const streams = [...this.#streams.values()];
    this.#streams.clear();
    this.#options.onEnd(this);
    const failure = new SubgraphFailure(this.#options.subgraph, kind, detail, cause);
    for (const { listener } of streams) listener.lost(failure);
  }
}

function authorizationOf(headers: Readonly<Record<string, string>>): { readonly authorization?: string } {
  const token = headers[IDENTITY_HEADER];
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}

const isTooLarge = (error: Error) => "code" in error && error.code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH";

/** Who closes for one of these reasons does not want the same again. */
const kindOf = (code: number): SubgraphFailure["kind"] =>
  code === 4400 || code === 4401 || code === 4403 || code === 4406 || code === 4429 ? "refusing" : "unreachable";
