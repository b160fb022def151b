/** A message that a client sends by the graphql-transport-ws protocol. */
export type ClientMessage =
  | { readonly type: "connection_init"; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly type: "ping" | "pong"; readonly payload: Readonly<Record<string, unknown>> | undefined }
  | { readonly type: "subscribe"; readonly id: string; readonly payload: Readonly<Record<string, unknown>> }
  | { readonly type: "complete"; readonly id: string };

/** Why a connection is closed (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md). */
export const CLOSE = {
  /** Of the process, or of the connection's life: a client comes back. */
  restart: 1012,
  /** A client that does not read. It may come back. */
  tooSlow: 1013,
  idle: 1000,
  badRequest: 4400,
  unauthorized: 4401,
  forbidden: 4403,
  subprotocol: 4406,
  initialisationTimeout: 4408,
  subscriberExists: 4409,
  tooManyInitialisations: 4429,
  internal: 4500,
} as const;

/** A message that is none of the protocol's; says why. */
export class InvalidMessage extends Error {
  override readonly name = "InvalidMessage";
}

/**
 * Reads a message.
 * @throws InvalidMessage saying in few words what is wrong
 */
export function readClientMessage(text: string): ClientMessage {
  const message = parse(text);
  if (!isRecord(message)) throw new InvalidMessage("Message is expected to be an object");
  const { type, payload, id } = message;
  if (payload !== undefined && payload !== null && !isRecord(payload)) {
    throw new InvalidMessage("Message 'payload' is expected to be an object");
  }
  switch (type) {
    case "connection_init":
      return { type, payload: payload ?? {} };
    case "ping":
    case "pong":
      return { type, payload: payload ?? undefined };
    case "subscribe":
      if (!isRecord(payload)) throw new InvalidMessage("Message 'payload' is expected to be an object");
      return { type, id: idOf(id), payload };
    case "complete":
      return { type, id: idOf(id) };
    default:
      throw new InvalidMessage("Message 'type' is unknown");
  }
}

function idOf(id: unknown): string {
  if (typeof id === "string" && id !== "") return id;
  throw new InvalidMessage("Message 'id' is expected to be a string that is not empty");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidMessage("Message is expected to be JSON");
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
