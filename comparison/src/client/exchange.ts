import type { Readable } from "node:stream";
import type { Arrival } from "./coding.ts";

/** A request as a page's script writes it: without what a browser adds, also to look whether something has changed. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The document whose hash it has. */
  readonly document?: string;
}

/** One request and its answer, as the socket counted them. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  /** Bytes on the wire (HTTP/1.1): the request's head and body, the answer's head and its body as it was coded. */
  readonly sent: { readonly head: number; readonly body: number };
  readonly received: { readonly head: number; readonly body: number };
  /** Length of the answer's head alone: `received.head` has what frames the body too. Of HTTP/1.1 only. */
  readonly headLength?: number;
  /** The answer's head, names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** The answer's body, decoded. */
  readonly text: string;
  /** How much of it was here when, by the clock of `sentAt`; of streams and of what a cache had, nothing. */
  readonly arrivals?: readonly Arrival[];
  /** How many requests had to be answered, one after another, before this one could be sent; 1 for the first. */
  readonly depth: number;
  /** When it had a connection, and when its last byte was here, by this process's clock in milliseconds. */
  readonly sentAt: number;
  readonly endedAt: number;
  /** What the page's script asked for; of what was recorded elsewhere, nothing. */
  readonly asked?: Asked;
  /** Of a stream: how many seconds of heartbeats it stands for. */
  readonly heldSeconds?: number;
}

/** An answer whose head is here, and that goes on until it is left. */
export interface OpenAnswer {
  readonly status: number;
  readonly headers: Exchange["headers"];
  /** As it comes. */
  readonly body: Readable;
  /** When it had a connection that was open. */
  readonly sentAt: number;
  /** Bytes of its connection so far, heads and bodies; undefined where it shares one. */
  readonly carried?: () => { readonly sent: number; readonly received: number };
}

const NOTHING = { head: 0, body: 0 };

/** An exchange that has its place already, and no answer yet. */
export const PENDING: Exchange = {
  method: "",
  url: "",
  status: 0,
  sent: NOTHING,
  received: NOTHING,
  headers: {},
  text: "",
  depth: 0,
  sentAt: 0,
  endedAt: 0,
};

/** An answer's head as text: what comes more than once is joined. */
export const plainHeaders = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === "string" ? value : value.join(", ")]],
    ),
  );
