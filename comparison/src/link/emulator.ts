import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { DOWN_SEGMENT, Flow, type Link } from "@threefold/network-link";

/** A door to a server through a link that is slower than this machine's own. */
export interface EmulatedLink extends AsyncDisposable {
  readonly port: number;
  /** Bytes that have gone each way, with those of TLS. */
  readonly bytes: { readonly up: number; readonly down: number };
}

/** The line, which all connections share: when it is free again, in milliseconds. */
interface Line {
  upFree: number;
  downFree: number;
}

/**
 * Puts a link between a client and a port of this machine: a TCP proxy that holds every byte back until it would have come
 * through. It emulates delay both ways, bandwidth that connections share, TCP's own handshake and its slow start towards the
 * client. It needs no privilege, loses nothing, and keeps bytes in their order.
 */
export async function emulateLink(target: number, link: Link): Promise<EmulatedLink> {
  const line: Line = { upFree: 0, downFree: 0 };
  const bytes = { up: 0, down: 0 };
  const sockets = new Set<Socket>();
  const proxy = createServer({ noDelay: true }, (client) => {
    const server = connect({ host: "127.0.0.1", port: target, noDelay: true });
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => sockets.delete(socket));
    }
    const established = performance.now() + link.rttMs;
    const toServer = inOrder();
    const toClient = inOrder();
    client.on("data", (chunk: Buffer) => {
      bytes.up += chunk.length;
      line.upFree = Math.max(performance.now(), established, line.upFree) + milliseconds(chunk.length, link.upKbps);
      toServer(line.upFree + link.rttMs / 2, () => server.write(chunk));
    });
    client.on("close", () => server.destroy());
    const answer = paced(link, line, toClient, client);
    server.on("data", (chunk: Buffer) => {
      bytes.down += chunk.length;
      answer.give(chunk);
    });
    server.on("close", answer.end);
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    port: (proxy.address() as AddressInfo).port,
    bytes,
    async [Symbol.asyncDispose]() {
      const closed = once(proxy, "close");
      proxy.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

type InOrder = (at: number, run: () => void) => void;

/**
 * Does things at their times, in the order in which they were given: two timers with different delays may end in the wrong
 * one, so there is one. What comes late does not make the next late.
 */
function inOrder(): InOrder {
  const waiting: { readonly at: number; readonly run: () => void }[] = [];
  let isSet = false;
  const set = () => {
    const [next] = waiting;
    if (!next || isSet) return;
    isSet = true;
    atTime(next.at, () => {
      isSet = false;
      for (let [due] = waiting; due && due.at <= performance.now(); [due] = waiting) {
        waiting.shift();
        due.run();
      }
      set();
    });
  };
  return (at, run) => {
    waiting.push({ at, run });
    set();
  };
}

interface Paced {
  give(chunk: Buffer): void;
  /** Ends when all that was given has come. */
  end(): void;
}

/** Cuts an answer into segments, and lets each leave when the connection's window is open and the line is free. */
function paced(link: Link, line: Line, later: InOrder, client: Socket): Paced {
  const flow = new Flow();
  const waiting: { readonly segment: Buffer; readonly since: number }[] = [];
  let isSet = false;
  let isEnded = false;
  const run = (): void => {
    isSet = false;
    for (let [next] = waiting; next; [next] = waiting) {
      const { segment, since } = next;
      // The times are those at which things should have happened, however late a timer was.
      const ready = Math.max(since, flow.opensAt(segment.length));
      if (ready > performance.now()) {
        isSet = true;
        atTime(ready, run);
        return;
      }
      waiting.shift();
      line.downFree = Math.max(ready, line.downFree) + milliseconds(segment.length, link.downKbps);
      flow.left(segment.length, line.downFree + link.rttMs);
      later(line.downFree + link.rttMs / 2, () => client.write(segment));
    }
    if (isEnded) later(0, () => client.end());
  };
  return {
    give(chunk) {
      const since = performance.now();
      for (let at = 0; at < chunk.length; at += DOWN_SEGMENT)
        waiting.push({ segment: chunk.subarray(at, at + DOWN_SEGMENT), since });
      if (!isSet) run();
    },
    end() {
      isEnded = true;
      if (!isSet) run();
    },
  };
}

/** Timers count whole milliseconds, rounded down: they may fire up to one too early. */
function atTime(time: number, run: () => void): void {
  const left = time - performance.now();
  if (left <= 0) setImmediate(run);
  else setTimeout(() => (performance.now() >= time ? run() : atTime(time, run)), Math.floor(left));
}

const milliseconds = (bytes: number, kbps: number): number => (8 * bytes) / kbps;
