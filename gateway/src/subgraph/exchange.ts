import type { IncomingHttpHeaders } from "node:http";
import type { Signal } from "@threefold/upstream";
import { type Dispatcher, errors } from "undici";

/** One request that is to be sent. */
export interface Sending {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: Signal;
}

/** What came back, before anything in it is understood. */
export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Length of the body. */
  readonly bytes: number;
}

/** Sends a request and receives its answer whole. Rejects with undici's errors, or with the signal's reason. */
export type Exchange = (sending: Sending) => Promise<Received>;

/**
 * By undici's `dispatch`, its lowest level: no stream is made of an answer that is wanted whole
 * (https://undici.nodejs.org/#/docs/api/Dispatcher?id=dispatcherdispatchoptions-handler).
 * @param maxBytes how much body is received at most
 */
export function createExchange(dispatcher: Dispatcher, maxBytes: number): Exchange {
  return ({ path, headers, body, signal }) =>
    new Promise((resolve, reject) => {
      const receiver = new Receiver(signal, maxBytes, resolve, reject);
      if (signal.aborted) return receiver.giveUp();
      signal.addEventListener("abort", receiver.giveUp);
      dispatcher.dispatch({ method: "POST", path, headers, body }, receiver);
    });
}

class Receiver implements Dispatcher.DispatchHandler {
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #bytes = 0;
  readonly #chunks: Buffer[] = [];
  readonly #signal: Signal;
  readonly #maxBytes: number;
  readonly #resolve: (received: Received) => void;
  readonly #reject: (error: unknown) => void;

  constructor(
    signal: Signal,
    maxBytes: number,
    resolve: (received: Received) => void,
    reject: (error: unknown) => void,
  ) {
    this.#signal = signal;
    this.#maxBytes = maxBytes;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** The signal's end. */
  readonly giveUp = (): void => {
    this.#fail(this.#signal.reason);
    this.#controller?.abort(asError(this.#signal.reason));
  };

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It may have waited for a connection for too long.
    if (this.#signal.aborted) controller.abort(asError(this.#signal.reason));
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) controller.abort(new errors.ResponseExceededMaxSizeError());
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#signal.removeEventListener("abort", this.giveUp);
    const [only, ...more] = this.#chunks;
    const text = only === undefined ? "" : more.length === 0 ? only.toString() : Buffer.concat(this.#chunks).toString();
    this.#resolve({ status: this.#status, headers: this.#headers, text, bytes: this.#bytes });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error);
  }

  #fail(error: unknown): void {
    this.#signal.removeEventListener("abort", this.giveUp);
    this.#reject(error);
  }
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));
