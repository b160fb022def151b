import { createEvents, type Events } from "./events.ts";
import type { Link } from "./links.ts";
import { type Connection, Wire } from "./wire.ts";

/** One request of a screen and its answer. */
export interface Exchange {
  /** Requests of one level are sent at once, when all of the level before are answered; 1 is the first. */
  readonly level: number;
  /** Bytes on the wire, in both directions. */
  readonly up: number;
  readonly down: number;
  /** From the request's last byte at the server to the answer's first byte, in milliseconds. */
  readonly serverMs: number;
  /**
   * It goes on after its answer has begun: over HTTP/1.1 it has a connection of its own, which is opened for it and is of no use to
   * others. What is down of it is what is awaited.
   */
  readonly isStream?: boolean | undefined;
}

export interface Way {
  /** `h1`: six connections, one request at a time on each; `h2`: one, with all requests at once. Both by TLS 1.3. */
  readonly protocol: "h1" | "h2";
  /** `cold`: connections are opened first. `warm`: those of the same screen, shown just before, are there. */
  readonly connections: "cold" | "warm";
  /** What both ends compute to open a connection, in milliseconds: certificates and keys. */
  readonly handshakeMs: number;
}

/** When what happens to one exchange, in milliseconds since the screen was asked for. */
export interface Span {
  /** Its level begins. */
  readonly queued: number;
  /** It has a connection that is open. */
  readonly sent: number;
  /** Its last byte is at the server. */
  readonly arrived: number;
  /** The server begins to answer. */
  readonly answered: number;
  /** The answer's last byte is at the client. */
  readonly ended: number;
}

/** Connections that a browser opens to one host, at most, over HTTP/1.1. */
const CONNECTIONS = { h1: 6, h2: 1 };

/**
 * How long a screen's requests take on a link: delay, bandwidth that all connections share, TCP's slow start, the servers' own
 * time. Arithmetic over segments, with neither clock nor chance. For one request on one connection it comes to the closed form
 * `(handshakes + 1 + rounds of slow start) × RTT + bytes up / bandwidth + server + bytes down / bandwidth`.
 * Requests and acknowledgements wait for no window, and nothing is lost.
 * @returns a span for each exchange, in their order
 */
export function model(exchanges: readonly Exchange[], link: Link, { protocol, connections, handshakeMs }: Way): Span[] {
  const host: Host = {
    wire: new Wire(link),
    connections: [],
    most: CONNECTIONS[protocol],
    isShared: protocol === "h2",
    handshakeMs,
  };
  const cold = runScreen(exchanges, host, 0);
  if (connections === "cold") return cold;
  const began = lastOf(cold);
  return runScreen(exchanges, host, began).map((span) => ({
    queued: span.queued - began,
    sent: span.sent - began,
    arrived: span.arrived - began,
    answered: span.answered - began,
    ended: span.ended - began,
  }));
}

/** When the last answer has ended. */
export const lastOf = (spans: readonly Span[]): number => Math.max(0, ...spans.map(({ ended }) => ended));

interface Host {
  readonly wire: Wire;
  readonly connections: Connection[];
  readonly most: number;
  /** Whether one connection carries many requests at once. */
  readonly isShared: boolean;
  readonly handshakeMs: number;
}

function runScreen(exchanges: readonly Exchange[], host: Host, began: number): Span[] {
  const spans = new Map<Exchange, Span>();
  let now = began;
  for (const level of [...new Set(exchanges.map((exchange) => exchange.level))].sort((a, b) => a - b)) {
    const events = createEvents();
    const [streams = [], waiting = []] = parted(exchanges, level, host);
    const begin = (exchange: Exchange, connection: Connection, time: number) =>
      send(exchange, connection, time, { events, wire: host.wire, queued: now }, (span) => {
        spans.set(exchange, span);
        const next = host.isShared || streams.includes(exchange) ? undefined : waiting.shift();
        if (next) events.at(span.ended, () => begin(next, connection, span.ended));
      });
    for (const stream of streams) begin(stream, host.wire.open(now, host.handshakeMs), now);
    for (const connection of connectionsFor(waiting.length, host, now)) {
      for (const exchange of waiting.splice(0, host.isShared ? waiting.length : 1)) begin(exchange, connection, now);
    }
    events.run();
    now = Math.max(now, lastOf([...spans.values()]));
  }
  return exchanges.flatMap((exchange) => spans.get(exchange) ?? []);
}

/** Those of a level that have a connection of their own, and the others. */
function parted(exchanges: readonly Exchange[], level: number, { isShared }: Host): Exchange[][] {
  const mine = exchanges.filter((exchange) => exchange.level === level);
  const isApart = ({ isStream = false }: Exchange) => isStream && !isShared;
  return [mine.filter(isApart), mine.filter((exchange) => !isApart(exchange))];
}

/** Those that are open, and as many more as are of use. */
function connectionsFor(requests: number, host: Host, now: number): readonly Connection[] {
  const { wire, connections, most, handshakeMs } = host;
  while (connections.length < Math.min(requests, most)) connections.push(wire.open(now, handshakeMs));
  return connections;
}

interface Place {
  readonly events: Events;
  readonly wire: Wire;
  readonly queued: number;
}

/** Sends a request when its connection is open, and its answer segment by segment. */
function send(
  { up, down, serverMs }: Exchange,
  connection: Connection,
  time: number,
  { events, wire, queued }: Place,
  ended: (span: Span) => void,
): void {
  const sent = Math.max(time, connection.opensAt);
  events.at(sent, () => {
    const arrived = wire.up(up, sent);
    const answered = arrived + serverMs;
    const answer = (left: number, now: number): void => {
      const { bytes, at } = wire.down(left, connection, now);
      if (left > bytes) events.at(at, () => answer(left - bytes, at));
      else ended({ queued, sent, arrived, answered, ended: at + wire.link.rttMs / 2 });
    };
    events.at(answered, () => answer(down, answered));
  });
}
