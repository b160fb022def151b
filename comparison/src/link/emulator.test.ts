import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { LINKS } from "@threefold/network-link";
import { expect, test } from "vitest";
import { emulateLink } from "./emulator.ts";
import { createVirtualClock } from "./virtual-clock.ts";

/** Gives back what it is sent, and ends when its client does. */
async function startEcho() {
  const server = createServer({ allowHalfOpen: true }, (socket) => socket.pipe(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => void server.close(),
  };
}

test("an emulated link gives every byte on, in its order, and counts them", async () => {
  await using server = await startEcho();
  await using link = await emulateLink(server.port, { ...LINKS.desktop, rttMs: 4, downKbps: 1e6, upKbps: 1e6 });
  const sent = randomBytes(300_000);
  const client = connect(link.port, "127.0.0.1");
  client.write(sent);
  const received: Buffer[] = [];
  let length = 0;
  while (length < sent.length) {
    const [chunk] = (await once(client, "data")) as [Buffer];
    received.push(chunk);
    length += chunk.length;
  }
  expect(Buffer.concat(received).equals(sent)).toBe(true);
  expect(link.bytes).toEqual({ up: sent.length, down: sent.length });
  client.destroy();
});

test("what a server said before it hung up comes, and then the end", async () => {
  const server = createServer((socket) => socket.end(Buffer.alloc(50_000, "x"))).listen(0, "127.0.0.1");
  await once(server, "listening");
  await using link = await emulateLink((server.address() as AddressInfo).port, LINKS.desktop);
  const received = await buffer(connect(link.port, "127.0.0.1"));
  expect(received.length).toBe(50_000);
  server.close();
});

test("nothing comes through while the link's time stands still", async () => {
  let received = 0;
  const server = createServer((socket) => {
    socket.on("data", ({ length }) => {
      received += length;
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const clock = createVirtualClock();
  await using link = await emulateLink((server.address() as AddressInfo).port, LINKS.far, clock);
  const client = connect(link.port, "127.0.0.1");
  const accepted = once(server, "connection") as Promise<[Socket]>;
  client.write("hello");
  // It is held back by a timer, which a mere proxy would not set.
  await clock.asked;
  const [socket] = await accepted;
  clock.goTo(300);
  expect(received).toBe(0);
  clock.goTo(300 + 150 + 1);
  await once(socket, "data");
  expect(received).toBe(5);
  client.destroy();
  server.close();
});
