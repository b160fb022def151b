import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import type { Link } from "@threefold/network-link";
import { type Clock, createLine, type Line, machineClock } from "./pacing.ts";

/** A port of this machine that stands before another one, at the other end of a link. */
export interface EmulatedLink extends AsyncDisposable {
  readonly port: number;
  /** Bytes that have gone each way, with those of TLS. */
  readonly bytes: { readonly up: number; readonly down: number };
}

/**
 * Puts a link between a client and a port of this machine: a TCP proxy that holds every byte back until it would have come
 * through. It emulates delay both ways, bandwidth that connections share, TCP's own handshake and its slow start towards the
 * client. It needs no privilege, loses nothing, and keeps bytes in their order.
 */
export const emulateLink = (target: number, link: Link, clock: Clock = machineClock): Promise<EmulatedLink> =>
  putBefore(target, createLine(link, clock));

/** The same for two ports that are reached over one line, and share its bandwidth. */
export async function emulateLinks(
  [one, other]: readonly [number, number],
  link: Link,
): Promise<AsyncDisposable & { readonly ports: readonly [number, number]; readonly bytes: EmulatedLink["bytes"] }> {
  const line = createLine(link, machineClock);
  const [first, second] = await Promise.all([putBefore(one, line), putBefore(other, line)]);
  return {
    ports: [first.port, second.port],
    bytes: {
      get up() {
        return first.bytes.up + second.bytes.up;
      },
      get down() {
        return first.bytes.down + second.bytes.down;
      },
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([first[Symbol.asyncDispose](), second[Symbol.asyncDispose]()]);
    },
  };
}

async function putBefore(target: number, line: Line): Promise<EmulatedLink> {
  const bytes = { up: 0, down: 0 };
  const sockets = new Set<Socket>();
  const proxy = createServer({ noDelay: true }, (client) => {
    const server = connect({ host: "127.0.0.1", port: target, noDelay: true });
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => sockets.delete(socket));
    }
    const connection = line.open({
      toServer: (chunk) => server.write(chunk),
      toClient: (chunk) => client.write(chunk),
      endClient: () => client.end(),
    });
    client.on("data", (chunk: Buffer) => {
      bytes.up += chunk.length;
      connection.up(chunk);
    });
    client.on("close", () => server.destroy());
    server.on("data", (chunk: Buffer) => {
      bytes.down += chunk.length;
      connection.down(chunk);
    });
    server.on("close", connection.end);
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
