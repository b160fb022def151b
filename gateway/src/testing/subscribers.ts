import { greeted, type RawWebSocket } from "./web-socket.ts";

/** Clients over WebSockets, which a test ends together. */
export interface Subscribers {
  /** One of somebody, who introduced themselves to a gateway. */
  connected(url: string, authorization: string | undefined, headers?: object): Promise<RawWebSocket>;
  /** One with a subscription that has begun, of the id "1". */
  subscribed(
    url: string,
    authorization: string | undefined,
    payload: { readonly query: string; readonly [more: string]: unknown },
    headers?: object,
  ): Promise<RawWebSocket>;
  end(): Promise<void>;
}

export function createSubscribers(): Subscribers {
  const clients: RawWebSocket[] = [];
  const connected: Subscribers["connected"] = async (url, authorization, headers = {}) => {
    const client = await greeted(url, { authorization, ...headers });
    clients.push(client);
    return client;
  };
  return {
    connected,
    async subscribed(url, authorization, payload, headers) {
      const client = await connected(url, authorization, headers);
      client.send({ id: "1", type: "subscribe", payload });
      await client.subscribed("1");
      return client;
    },
    async end() {
      for (const client of clients.splice(0)) await client[Symbol.asyncDispose]();
    },
  };
}
