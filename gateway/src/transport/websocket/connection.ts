import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { MalformedRequest, readParameters } from "@threefold/graphql-http";
import type { GraphQLFormattedError } from "graphql";
import type { Caller } from "../../identity/identity.ts";
import { Outbox } from "../../subscription/outbox.ts";
import { COME_BACK, type PartsReader, type StreamEnd, type Subscriber } from "../../subscription/subscriber.ts";
import { operationContext } from "../operation-context.ts";
import { BY_DEFAULT } from "../streams/forms.ts";
import { headersIn, takesPartsIn } from "./initialisation.ts";
import { CLOSE, type ClientMessage, InvalidMessage, readClientMessage } from "./messages.ts";
import type { ConnectionOptions, ConnectionSocket, Peer } from "./options.ts";
import { textFrameOf } from "./text-frame.ts";
import { errorsOf, nextPrefix, shortened, tooMany } from "./texts.ts";

interface Operation {
  end: () => void;
  /** Whether its client waits for more of it: else nothing is sent any more, since its id may be another's by then. */
  isWanted: boolean;
  /** Whether it is a subscription, which does not end by itself. */
  lasts: boolean;
}

/**
 * The server's side of one connection by the graphql-transport-ws protocol
 * (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md), over any socket.
 */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #socket: ConnectionSocket;
  readonly #peer: Peer;
  readonly #outbox: Outbox;
  /** What is under way, by its id. */
  readonly #operations = new Map<string, Operation>();
  /** Why it ends as soon as nothing is being answered. */
  #leaving: string | undefined;
  #state: "waiting" | "initialising" | "ready" | "closed" = "waiting";
  #caller: Caller | undefined;
  #takesParts = BY_DEFAULT;
  #headers: IncomingHttpHeaders;
  #cancelInit: () => void;
  #cancelIdle: (() => void) | undefined;
  #cancelLifetime: (() => void) | undefined;
  #stopWatching: (() => void) | undefined;

  constructor(socket: ConnectionSocket, peer: Peer, options: ConnectionOptions) {
    const { settings, clock, measure } = options;
    this.#options = options;
    this.#socket = socket;
    this.#peer = peer;
    this.#headers = peer.headers;
    this.#outbox = new Outbox({
      wire: socket,
      policy: settings.slowClients,
      highWaterBytes: settings.highWaterBytes,
      maxQueued: settings.maxQueued,
      onDropped: measure.dropped,
      onTooSlow: () => this.close(CLOSE.tooSlow, "The client does not read"),
    });
    this.#cancelInit = clock.after(settings.initTimeout, () =>
      this.close(CLOSE.initialisationTimeout, "Connection initialisation timeout"),
    );
    if (settings.lifetime > 0) {
      this.#cancelLifetime = clock.after(settings.lifetime, () => this.comeBack("The connection is old"));
    }
  }

  receive(text: string, isBinary: boolean): void {
    if (this.#state === "closed") return;
    try {
      if (isBinary) throw new InvalidMessage("Message is expected to be text");
      this.#take(readClientMessage(text));
    } catch (error) {
      if (!(error instanceof InvalidMessage || error instanceof MalformedRequest)) throw error;
      this.close(CLOSE.badRequest, `Invalid message: ${error.message}`);
    }
  }

  /** Some of what was sent has left. */
  drained(): void {
    this.#outbox.drained();
  }

  /** Sends the client to another process, or connection, when what is being answered is answered. */
  comeBack(reason: string): void {
    this.#leaving = reason;
    // What was answered is sent first, as far as its client reads.
    if (this.isIdle) this.#outbox.end(() => this.close(CLOSE.restart, reason));
  }

  /** Whether nothing is being answered: subscriptions have no end by themselves. */
  get isIdle(): boolean {
    return [...this.#operations.values()].every(({ lasts }) => lasts);
  }

  close(code: number, reason: string): void {
    if (this.#state === "closed") return;
    this.closed();
    this.#socket.close(code, shortened(reason));
  }

  /** The socket is closed: everything that it asked for ends, at once. */
  closed(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#outbox.close();
    for (const cancel of [this.#cancelInit, this.#cancelIdle, this.#cancelLifetime, this.#stopWatching]) cancel?.();
    const operations = [...this.#operations.values()];
    this.#operations.clear();
    for (const operation of operations) abandon(operation);
  }

  #take(message: ClientMessage): void {
    switch (message.type) {
      case "connection_init":
        if (this.#state === "waiting") void this.#initialise(message.payload).catch((error) => this.#failed(error));
        else this.close(CLOSE.tooManyInitialisations, "Too many initialisation requests");
        return;
      case "ping":
        this.#outbox.send(JSON.stringify({ type: "pong", payload: message.payload }));
        return;
      case "pong":
        return;
      case "subscribe":
        this.#subscribe(message.id, message.payload);
        return;
      case "complete":
        this.#end(message.id);
    }
  }

  async #initialise(payload: Readonly<Record<string, unknown>>): Promise<void> {
    this.#state = "initialising";
    const { identity, watch, headerNames } = this.#options;
    const takesParts = takesPartsIn(payload);
    if (takesParts === undefined) return this.close(CLOSE.badRequest, "Invalid message: Unknown 'incrementalSpec'");
    this.#takesParts = takesParts;
    const given = headersIn(payload, headerNames);
    if (given === undefined) return this.close(CLOSE.badRequest, "Invalid message: No header has such a value");
    if (Object.keys(given).length > 0) this.#headers = { ...this.#peer.headers, ...given };
    const identified = await identity.identify(this.#headers);
    if (this.#isClosed()) return;
    if ("refusal" in identified) {
      const { temporary, message } = identified.refusal;
      return this.close(temporary ? CLOSE.tooSlow : CLOSE.forbidden, message);
    }
    this.#cancelInit();
    this.#cancelInit = NOTHING;
    this.#caller = identified.caller;
    this.#stopWatching = watch(identified.caller, this.#headers, (reason) => this.close(CLOSE.forbidden, reason));
    this.#state = "ready";
    this.#outbox.send('{"type":"connection_ack"}');
    this.#watchIdleness();
  }

  /** Another method may have closed it while this one waited. */
  #isClosed(): boolean {
    return this.#state === "closed";
  }

  #subscribe(id: string, payload: Readonly<Record<string, unknown>>): void {
    if (this.#state !== "ready" || this.#caller === undefined) {
      this.close(CLOSE.unauthorized, "Unauthorized");
      return;
    }
    if (this.#operations.has(id)) {
      this.close(CLOSE.subscriberExists, `Subscriber for ${id} already exists`);
      return;
    }
    const request = readParameters(payload, false);
    if (this.#leaving !== undefined) {
      this.#error(id, COME_BACK.errors);
      return;
    }
    if (this.#operations.size >= this.#options.settings.maxPerConnection) {
      this.#error(id, [tooMany(this.#options.settings.maxPerConnection)]);
      return;
    }
    void this.#run(id, request, this.#caller).catch((error) => this.#failed(error));
  }

  /** Of what nobody expected, an identity provider's failure too: it ends this connection and no other. */
  #failed(err: unknown): void {
    this.#options.log.error({ err }, "unexpected error");
    this.close(CLOSE.internal, "Internal server error");
  }

  async #run(id: string, request: ReturnType<typeof readParameters>, caller: Caller): Promise<void> {
    const { generations, open, timeout, log } = this.#options;
    const { clientAddress } = this.#peer;
    const context = operationContext({
      origin: { requestId: randomUUID(), clientAddress },
      log,
      caller,
      headers: this.#headers,
      time: timeout,
    });
    const operation: Operation = {
      end: () => context.deadline.abandon(new Error("The client wants no answer any more.")),
      isWanted: true,
      lasts: false,
    };
    this.#cancelIdle?.();
    this.#operations.set(id, operation);
    try {
      using hold = generations.hold();
      const opened = await open({
        request,
        context,
        hold,
        subscriber: () => {
          operation.lasts = true;
          return this.#subscriber(id, operation);
        },
        parts: { ...this.#takesParts, reader: () => this.#partsReader(id, operation) },
      });
      if (opened.kind === "stream") {
        if (operation.isWanted) operation.end = opened.leave;
        else opened.leave();
        return;
      }
      if (!operation.isWanted) return;
      const { text, outcome } = opened.answer;
      if (outcome === "refused" || outcome === "unreadable")
        return this.#finish(id, operation, { kind: "failed", errors: errorsOf(text) });
      this.#outbox.send(`${nextPrefix(id)}${text}}`);
      this.#finish(id, operation, { kind: "complete" });
    } finally {
      context.deadline[Symbol.dispose]();
    }
  }

  /** What feeds a subscription. It lives as long as that, and so sees nothing of how it was opened. */
  #subscriber(id: string, operation: Operation): Subscriber {
    const outbox = this.#outbox;
    const prefix = Buffer.from(nextPrefix(id));
    return {
      begun() {
        if (operation.isWanted) outbox.send(JSON.stringify({ type: "ping", payload: { subscribed: id } }));
      },
      next({ bytes }) {
        if (operation.isWanted) outbox.sendEvent(id, textFrameOf(prefix, bytes, CLOSING));
      },
      end: (end) => this.#finish(id, operation, end),
    };
  }

  #partsReader(id: string, operation: Operation): PartsReader {
    const prefix = nextPrefix(id);
    return {
      part: (text) => {
        if (operation.isWanted) this.#outbox.send(`${prefix}${text}}`);
      },
      end: (end) => this.#finish(id, operation, end),
    };
  }

  /** The client wants no more of it. */
  #end(id: string): void {
    const operation = this.#operations.get(id);
    this.#operations.delete(id);
    if (operation !== undefined) abandon(operation);
    this.#ended();
  }

  #finish(id: string, operation: Operation, end: StreamEnd): void {
    if (!operation.isWanted) return;
    operation.isWanted = false;
    this.#operations.delete(id);
    if (end.kind === "complete") this.#outbox.send(JSON.stringify({ id, type: "complete" }));
    else this.#error(id, end.errors);
    this.#ended();
  }

  #error(id: string, payload: readonly GraphQLFormattedError[]): void {
    this.#outbox.send(JSON.stringify({ id, type: "error", payload }));
  }

  /** One operation less is under way. */
  #ended(): void {
    if (this.#leaving !== undefined) this.comeBack(this.#leaving);
    else this.#watchIdleness();
  }

  #watchIdleness(): void {
    const { settings, clock } = this.#options;
    if (settings.idleTimeout === 0 || this.#operations.size > 0 || this.#state !== "ready") return;
    this.#cancelIdle?.();
    this.#cancelIdle = clock.after(settings.idleTimeout, () => this.close(CLOSE.idle, "Nothing was asked for"));
  }
}

const NOTHING = () => {};

function abandon(operation: Operation): void {
  operation.isWanted = false;
  operation.end();
}

const CLOSING = Buffer.from("}");
