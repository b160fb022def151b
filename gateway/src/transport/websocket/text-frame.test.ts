import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { textFrame, textFrameOf } from "./text-frame.ts";

it("is what a client reads as one message, whatever its length", async () => {
  const texts = [0, 1, 125, 126, 65_535, 65_536, 200_000].map((length) => "x".repeat(length));
  const all = [...texts, "ä€😀".repeat(40), '{"type":"next"}'];
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", (_client, { socket }) => {
    for (const text of all) socket.write(textFrame(text));
  });
  await new Promise((resolve) => server.once("listening", resolve));
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const received: string[] = [];
  await new Promise<void>((resolve, reject) => {
    client.once("close", reject).on("message", (data) => {
      received.push(String(data));
      if (received.length === all.length) resolve();
    });
  });
  expect(received).toEqual(all);
  client.terminate();
  server.close();
});

it("is the same from pieces that are bytes already", () => {
  for (const length of [0, 1, 109, 110, 65_519, 65_520, 200_000]) {
    const pieces = ['{"id":"ä😀","type":', "x".repeat(length), "}"].map((text) => Buffer.from(text));
    const [before = Buffer.of(), text = Buffer.of(), after = Buffer.of()] = pieces;
    expect(textFrameOf(before, text, after)).toEqual(textFrame(Buffer.concat(pieces).toString()));
  }
});
