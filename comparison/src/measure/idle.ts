import { LINKS } from "@threefold/network-link";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { type Places, recordApi } from "../client/api.ts";
import { emulateLink } from "../link/emulator.ts";
import { Stopped } from "../stopped.ts";

/** What it costs to be told nothing. */
export interface Idle {
  readonly way: IdleWay;
  /** Seconds between two heartbeats, or two questions. */
  readonly every: number;
  /** Of one of them, over HTTP/1.1, both ways together. */
  readonly bytes: number;
  /** Of those, an answer's body that nobody may keep, and that a 304 would not have had. Absent where there is none. */
  readonly unkept?: number;
}

export const IDLE_WAYS = {
  "rest-poll": "REST, polled every 15 s, answered 304",
  "graphql-poll": "GraphQL by hash over GET, polled every 15 s, answered in full",
  "rest-sse": "REST, server-sent events",
  "graphql-sse": "GraphQL, server-sent events",
  "graphql-multipart": "GraphQL, multipart",
  "graphql-ws": "GraphQL, WebSocket",
} as const;
export type IdleWay = keyof typeof IDLE_WAYS;

/** What it takes to ask with a tag, as REST's edge makes them of answers in gzip. */
export const TAG_BYTES = `if-none-match: "${"x".repeat(22)}-gzip"\r\n`.length;

export const perHour = ({ every, bytes }: Idle): number => Math.round((3_600 / every) * bytes);

/** What heartbeats add to a stream that is open so long. */
export const heartbeatBytes = (idle: readonly Idle[], way: IdleWay, seconds: number): number => {
  const found = idle.find((each) => each.way === way);
  return found ? Math.floor(seconds / found.every) * found.bytes : 0;
};

const POLL_SECONDS = 15;
/** How often each side is set to show that it is there; that it does so, is looked at. */
const SET_SECONDS = { rest: 15, gateway: 12 };
const QUERY = "query Idle($id: ID!) { order(id: $id) { id status } }";
const SUBSCRIPTION = "subscription Idle($id: ID!) { orderStatusChanged(id: $id) { id status } }";

interface Door extends Places {
  /** Bytes that went through it so far, both ways. */
  bytes(): number;
}

/**
 * Waits for two heartbeats on each way to follow an order, and counts what is between them: half a minute.
 * @param token of somebody who may see the order
 * @throws Stopped when it is given up
 */
export async function measureIdle(
  places: Places,
  token: string,
  orderId: string,
  signal: AbortSignal,
): Promise<Idle[]> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const body = JSON.stringify({ query: SUBSCRIPTION, variables: { id: orderId } });
  const post = { method: "POST", headers, body };
  const restEvents = (door: Door) => `${door.rest}/orders/${orderId}/events`;
  const events = (url: (door: Door) => string, init: RequestInit) =>
    throughDoor(places, url === restEvents ? SET_SECONDS.rest : SET_SECONDS.gateway, signal, (door, onSign) =>
      signsOf(url(door), init, signal, onSign),
    );
  const [restSse, sse, multipart, socket] = await Promise.all([
    events(restEvents, { headers: { ...headers, accept: "text/event-stream" } }),
    events((door) => door.graphql, { ...post, headers: { ...headers, accept: "text/event-stream" } }),
    events((door) => door.graphql, {
      ...post,
      headers: { ...headers, accept: 'multipart/mixed;subscriptionSpec="1.0", application/json' },
    }),
    throughDoor(places, SET_SECONDS.gateway, signal, (door, onSign) =>
      pingsOf(door.graphql, token, orderId, signal, onSign),
    ),
  ]);
  return [
    {
      way: "rest-poll",
      every: POLL_SECONDS,
      ...(await pollBytes(places, token, 304, (api) => api.again(`/orders/${orderId}?fields=status`))),
    },
    {
      way: "graphql-poll",
      every: POLL_SECONDS,
      // What the gateway answers to somebody is `no-store`: there is nothing to ask again with.
      ...(await pollBytes(places, token, 200, (api) => api.trustedAgain(QUERY, { id: orderId }))),
    },
    { way: "rest-sse", ...restSse },
    { way: "graphql-sse", ...sse },
    { way: "graphql-multipart", ...multipart },
    { way: "graphql-ws", ...socket },
  ];
}

async function pollBytes(
  places: Places,
  token: string,
  expected: number,
  ask: (api: ReturnType<typeof recordApi>) => Promise<unknown>,
): Promise<Pick<Idle, "bytes" | "unkept">> {
  using api = recordApi({ places, token, registered: new Set() });
  await ask(api);
  await ask(api);
  const second = api.exchanges.at(-1);
  if (second?.status !== expected) throw new Error(`${second?.url} was asked again, and answered ${second?.status}`);
  const { head, body } = second.received;
  return { bytes: second.sent.head + head + body, ...(body > 0 && { unkept: body }) };
}

/** Opens something through doors that count, and measures from one heartbeat to the next. */
async function throughDoor(
  places: Places,
  every: number,
  signal: AbortSignal,
  open: (door: Door, onSign: () => void) => Promise<() => void>,
): Promise<{ every: number; bytes: number }> {
  await using rest = await emulateLink(Number(new URL(places.rest).port), LINKS.lan);
  await using gateway = await emulateLink(Number(new URL(places.graphql).port), LINKS.lan);
  const door: Door = {
    rest: `http://127.0.0.1:${rest.port}`,
    graphql: `http://127.0.0.1:${gateway.port}/graphql`,
    bytes: () => rest.bytes.up + rest.bytes.down + gateway.bytes.up + gateway.bytes.down,
  };
  const signs: { at: number; bytes: number }[] = [];
  const two = Promise.withResolvers<void>();
  const close = await open(door, () => {
    signs.push({ at: performance.now(), bytes: door.bytes() });
    if (signs.length === 2) two.resolve();
  });
  const stop = () => two.resolve();
  signal.addEventListener("abort", stop, { once: true });
  await two.promise;
  signal.removeEventListener("abort", stop);
  close();
  if (signal.aborted) throw new Stopped();
  const [first, second] = signs;
  if (!first || !second) throw new Error("there was no heartbeat");
  const seconds = (second.at - first.at) / 1_000;
  if (Math.abs(seconds - every) > every / 2)
    throw new Error(`heartbeats come every ${seconds.toFixed(1)} s instead of every ${every} s`);
  return { every, bytes: second.bytes - first.bytes };
}

/** What comes on a stream of which nothing is told is a heartbeat, but for its beginning. */
async function signsOf(url: string, init: RequestInit, signal: AbortSignal, onSign: () => void): Promise<() => void> {
  const leaving = new AbortController();
  const answer = await fetch(url, { ...init, signal: AbortSignal.any([leaving.signal, signal]) });
  if (!answer.ok || !answer.body) throw new Error(`${url} answered ${answer.status}`);
  const reader = answer.body.getReader();
  await reader.read();
  const read = async (): Promise<void> => {
    for (;;) {
      const { done } = await reader.read();
      if (done) return;
      onSign();
    }
  };
  read().catch(() => {});
  return () => leaving.abort();
}

async function pingsOf(
  url: string,
  token: string,
  orderId: string,
  signal: AbortSignal,
  onSign: () => void,
): Promise<() => void> {
  class Pinged extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols);
      this.on("ping", onSign);
    }
  }
  const connected = Promise.withResolvers<void>();
  const client = createClient({
    url: url.replace(/^http/, "ws"),
    webSocketImpl: Pinged,
    lazy: false,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
    on: { connected: () => connected.resolve(), error: (error) => connected.reject(error) },
  });
  client.subscribe(
    { query: SUBSCRIPTION, variables: { id: orderId } },
    { next: () => {}, error: (error) => connected.reject(error), complete: () => {} },
  );
  const stop = () => connected.reject(new Stopped());
  signal.addEventListener("abort", stop, { once: true });
  await connected.promise.finally(() => signal.removeEventListener("abort", stop));
  return () => void client.dispose();
}
