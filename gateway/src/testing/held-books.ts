import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { vi } from "vitest";

/** A subgraph of books that answers when a test does. Its socket tells when the gateway gives a request up. */
export interface HeldBooks extends AsyncDisposable {
  readonly url: string;
  /** The answer that the newest query or mutation waits for, when it has come. */
  held(kind: "query" | "mutation"): Promise<ServerResponse>;
}

export async function startHeldBooks(): Promise<HeldBooks> {
  const held = new Map<string, ServerResponse>();
  const server = createServer(async (incoming, response) => {
    const { query } = JSON.parse(Buffer.concat(await incoming.toArray()).toString());
    held.set(query.startsWith("mutation") ? "mutation" : "query", response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    held: (kind) =>
      vi.waitFor(() => held.get(kind) ?? Promise.reject(new Error(`no ${kind} yet`)), { interval: 5, timeout: 10_000 }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const answerWith = (response: ServerResponse, data: object) =>
  response.setHeader("content-type", "application/json").end(JSON.stringify({ data }));
