/** A message that a subgraph sends by the graphql-transport-ws protocol. */
export type SubgraphMessage =
  | { readonly type: "connection_ack" | "pong" }
  | { readonly type: "ping"; readonly payload: unknown }
  | { readonly type: "next"; readonly id: string; readonly payload: unknown }
  | { readonly type: "error"; readonly id: string; readonly payload: readonly unknown[] }
  | { readonly type: "complete"; readonly id: string };

/** Reads a message (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md); undefined when it is none. */
export function readSubgraphMessage(text: string): SubgraphMessage | undefined {
  const message = parseJson(text);
  if (typeof message !== "object" || message === null || !("type" in message)) return undefined;
  const { type } = message;
  const payload = "payload" in message ? message.payload : undefined;
  if (type === "connection_ack" || type === "pong") return { type };
  if (type === "ping") return { type, payload };
  const id = "id" in message ? message.id : undefined;
  if (typeof id !== "string") return undefined;
  if (type === "next") return typeof payload === "object" && payload !== null ? { type, id, payload } : undefined;
  if (type === "error") return Array.isArray(payload) ? { type, id, payload } : undefined;
  return type === "complete" ? { type, id } : undefined;
}

/** Undefined for what is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
