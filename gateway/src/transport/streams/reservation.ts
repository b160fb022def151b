import type { IncomingHttpHeaders } from "node:http";
import { HttpRefusal } from "@threefold/graphql-http";
import type { Caller } from "../../identity/identity.ts";
import type { StreamEnd } from "../../subscription/subscriber.ts";
import { SSE, type StreamForm } from "./forms.ts";
import type { HttpStream } from "./http-stream.ts";

export interface ReservationOptions {
  /** Who reserved it. */
  readonly caller: Caller;
  readonly headers: IncomingHttpHeaders;
  /** How much may wait for the stream to be opened. */
  readonly maxWaiting: number;
  /** Called once. */
  readonly onEnd: () => void;
}

/** Something that is asked for, whose results go to such a stream. */
export interface ReservedOperation {
  stop: () => void;
  /** Whether its client waits for more of it: else nothing is sent any more, since its id may be another's by then. */
  isWanted: boolean;
}

/** A client's one stream of events, reserved or open, and the operations whose results go there. */
export class Reservation {
  readonly caller: Caller;
  readonly headers: IncomingHttpHeaders;
  readonly form: StreamForm;
  readonly #options: ReservationOptions;
  /** By their ids. */
  readonly #operations = new Map<string, ReservedOperation>();
  readonly #waiting: { readonly id: string | undefined; readonly text: string }[] = [];
  #stream: HttpStream | undefined;
  #ended = false;
  #cancelExpiry = () => {};

  constructor(options: ReservationOptions) {
    this.#options = options;
    this.caller = options.caller;
    this.headers = options.headers;
    this.form = {
      ...SSE,
      closing: (end) => Array.from(this.#operations.keys(), (id) => endFrames(id, end)).join(""),
    };
  }

  get isOpen(): boolean {
    return this.#stream !== undefined;
  }

  /** Operations under way. */
  get size(): number {
    return this.#operations.size;
  }

  /** @param cancel what keeps it from ending because nobody opens it */
  expiresBy(cancel: () => void): void {
    this.#cancelExpiry = cancel;
  }

  /** @throws HttpRefusal for somebody else than who reserved it, who learns nothing of it */
  check({ key }: Caller): void {
    if (key === this.caller.key) return;
    throw new HttpRefusal(404, "NOT_FOUND", "There is no event stream of this token.");
  }

  connect(stream: HttpStream): void {
    this.#cancelExpiry();
    this.#stream = stream;
    for (const { id, text } of this.#waiting.splice(0)) this.#send(id, text);
  }

  has(id: string): boolean {
    return this.#operations.has(id);
  }

  /** @param stop ends it, when the client wants no more of it */
  begin(id: string, stop: () => void): ReservedOperation {
    const operation = { stop, isWanted: !this.#ended };
    if (this.#ended) stop();
    else this.#operations.set(id, operation);
    return operation;
  }

  /** Nothing of its results goes to the stream. */
  forget(id: string, operation: ReservedOperation): void {
    if (!operation.isWanted) return;
    operation.isWanted = false;
    this.#operations.delete(id);
  }

  next(id: string, operation: ReservedOperation, text: string): void {
    if (operation.isWanted) this.#send(id, nextFrame(id, text));
  }

  /** An answer, or one part of it: never left out, as events are for those who read slowly. */
  part(id: string, operation: ReservedOperation, text: string): void {
    if (operation.isWanted) this.#send(undefined, nextFrame(id, text));
  }

  begun(id: string, operation: ReservedOperation): void {
    if (operation.isWanted) this.#send(undefined, `: subscribed ${JSON.stringify(id)}\n\n`);
  }

  finish(id: string, operation: ReservedOperation, end: StreamEnd): void {
    if (!operation.isWanted) return;
    this.forget(id, operation);
    this.#send(undefined, endFrames(id, end));
  }

  /** The client wants no more of it. */
  stop(id: string): void {
    const operation = this.#operations.get(id);
    if (operation === undefined) return;
    this.forget(id, operation);
    operation.stop();
  }

  /** The stream is closed, or nobody opened it: everything that was asked for ends. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#cancelExpiry();
    for (const id of [...this.#operations.keys()]) this.stop(id);
    this.#options.onEnd();
  }

  #send(id: string | undefined, text: string): void {
    if (this.#ended) return;
    if (this.#stream !== undefined) {
      if (id === undefined) this.#stream.write(text);
      else this.#stream.event(text, id);
    } else if (this.#waiting.length < this.#options.maxWaiting) this.#waiting.push({ id, text });
    else this.end();
  }
}

const nextFrame = (id: string, text: string): string =>
  `event: next\ndata: {"id":${JSON.stringify(id)},"payload":${text}}\n\n`;

/** Errors come as a response; an end is an end. */
function endFrames(id: string, end: StreamEnd): string {
  const name = JSON.stringify(id);
  const errors = end.kind === "failed" ? nextFrame(id, JSON.stringify({ errors: end.errors })) : "";
  return `${errors}event: complete\ndata: {"id":${name}}\n\n`;
}
