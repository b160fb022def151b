import type { SlowClientPolicy } from "./settings.ts";

/** Where bytes for one client go. */
export interface Wire {
  write(data: string | Buffer): void;
  /** Bytes that were written and are not sent yet. */
  readonly buffered: number;
}

export interface OutboxOptions {
  readonly wire: Wire;
  readonly policy: SlowClientPolicy;
  readonly highWaterBytes: number;
  readonly maxQueued: number;
  /** An event is not sent: another stands for it, or too many wait. */
  readonly onDropped: () => void;
  /** The policy is to part from a client that does not read. */
  readonly onTooSlow: () => void;
}

interface Waiting {
  /** Of which subscription it is an event; undefined for what must not be lost. */
  readonly stream: string | undefined;
  readonly data: string | Buffer;
}

/** What goes to one client, in its order. Events wait here, a bounded number, while the client does not read. */
export class Outbox {
  readonly #options: OutboxOptions;
  readonly #wire: Wire;
  readonly #highWaterBytes: number;
  #queue: Waiting[] | undefined;
  #events = 0;
  #closed = false;
  /** Called when all that waits has been written, after which nothing comes. */
  #atEnd: (() => void) | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
    this.#wire = options.wire;
    this.#highWaterBytes = options.highWaterBytes;
  }

  /** Sends what must not be lost: all but events. */
  send(data: string | Buffer): void {
    this.#push(undefined, data);
  }

  /** Sends an event of a subscription, if the client reads. */
  sendEvent(stream: string, data: string | Buffer): void {
    this.#push(stream, data);
  }

  /** To be called when bytes were sent. */
  drained(): void {
    this.#writeWaiting();
    if (this.#queue !== undefined || this.#closed || this.#atEnd === undefined) return;
    this.#closed = true;
    this.#atEnd();
  }

  /** Takes nothing more, and calls back when all that waits has been written. */
  end(written: () => void): void {
    if (this.#closed || this.#atEnd !== undefined) return;
    this.#atEnd = written;
    this.drained();
  }

  /** Nothing more is sent: the client is gone. */
  close(): void {
    this.#closed = true;
    this.#queue = undefined;
  }

  #writeWaiting(): void {
    const { wire, highWaterBytes } = this.#options;
    const queue = this.#queue;
    if (queue === undefined) return;
    let sent = 0;
    for (const { stream, data } of queue) {
      if (wire.buffered >= highWaterBytes) break;
      wire.write(data);
      if (stream !== undefined) this.#events -= 1;
      sent += 1;
    }
    if (sent === queue.length) this.#queue = undefined;
    else queue.splice(0, sent);
  }

  #push(stream: string | undefined, data: string | Buffer): void {
    if (this.#closed || this.#atEnd !== undefined) return;
    if (this.#queue === undefined && this.#wire.buffered < this.#highWaterBytes) {
      this.#wire.write(data);
      return;
    }
    const { maxQueued, policy, onTooSlow } = this.#options;
    this.#queue ??= [];
    const queue = this.#queue;
    if (stream !== undefined && policy === "coalesce") this.#drop((waiting) => waiting.stream === stream);
    queue.push({ stream, data });
    if (stream === undefined) {
      // Who asks without reading is as slow as who does not read events.
      if (queue.length - this.#events > maxQueued) onTooSlow();
      return;
    }
    this.#events += 1;
    if (this.#events <= maxQueued) return;
    if (policy === "disconnect") onTooSlow();
    else this.#drop((waiting) => waiting.stream !== undefined);
  }

  /** Takes out the first that is meant, if there is one. */
  #drop(meant: (waiting: Waiting) => boolean): void {
    const index = this.#queue?.findIndex(meant) ?? -1;
    if (index === -1) return;
    this.#queue?.splice(index, 1);
    this.#events -= 1;
    this.#options.onDropped();
  }
}
