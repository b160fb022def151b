import { WebSocket } from "ws";
import { Moments } from "./moments.ts";

/** A client that says what it likes over a WebSocket, and remembers what it heard. */
export interface RawWebSocket extends AsyncDisposable {
  /** Messages that came, oldest first. */
  readonly messages: Record<string, unknown>[];
  send(message: object | string | Buffer): void;
  /** The next message that has not been taken. */
  take(): Promise<Record<string, unknown>>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  close(): void;
  readonly socket: WebSocket;
}

export interface RawOptions {
  readonly protocol?: string;
  readonly headers?: Record<string, string>;
}

export async function rawWebSocket(
  url: string,
  { protocol = "graphql-transport-ws", headers = {} }: RawOptions = {},
): Promise<RawWebSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/graphql`, protocol === "" ? [] : [protocol], { headers });
  const moments = new Moments();
  const messages: Record<string, unknown>[] = [];
  let taken = 0;
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  socket.on("message", (data) => {
    messages.push(JSON.parse(data.toString()));
    moments.changed();
  });
  await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return {
    messages,
    socket,
    closed,
    send: (message) =>
      socket.send(typeof message === "string" || Buffer.isBuffer(message) ? message : JSON.stringify(message)),
    async take() {
      const index = taken;
      taken += 1;
      await moments.until(() => messages.length > index);
      return messages[index] ?? {};
    },
    close: () => socket.close(),
    async [Symbol.asyncDispose]() {
      socket.terminate();
      await closed;
    },
  };
}

/** Connects, and introduces itself by a payload. */
export async function greeted(url: string, payload?: object, options?: RawOptions): Promise<RawWebSocket> {
  const client = await rawWebSocket(url, options);
  client.send({ type: "connection_init", payload });
  await client.take();
  return client;
}
