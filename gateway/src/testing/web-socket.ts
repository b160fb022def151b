import { WebSocket } from "ws";
import { Moments } from "./moments.ts";

/** A client that says what it likes over a WebSocket, and remembers what it heard. */
export interface RawWebSocket extends AsyncDisposable {
  /** Messages that came, oldest first, without those that say that a subscription has begun. */
  readonly messages: Record<string, unknown>[];
  send(message: object | string | Buffer): void;
  /** Resolves when the subscription of this id has begun. */
  subscribed(id: string): Promise<void>;
  /** The next message that has not been taken. */
  take(): Promise<Record<string, unknown>>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  /** Forgets all that came. */
  forget(): void;
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
  const begun = new Set<unknown>();
  let taken = 0;
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  socket.on("message", (data) => {
    const message = JSON.parse(data.toString());
    if (message.type === "ping" && message.payload?.subscribed !== undefined) begun.add(message.payload.subscribed);
    else messages.push(message);
    moments.changed();
  });
  await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return {
    messages,
    socket,
    closed,
    send: (message) =>
      socket.send(typeof message === "string" || Buffer.isBuffer(message) ? message : JSON.stringify(message)),
    subscribed: (id) => moments.until(() => begun.has(id)),
    async take() {
      const index = taken;
      taken += 1;
      await moments.until(() => messages.length > index);
      return messages[index] ?? {};
    },
    forget() {
      messages.length = 0;
      begun.clear();
      taken = 0;
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
