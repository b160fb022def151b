import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { type ConnectionState, createStreamClient } from "../stream/client.ts";
import { keepSubscribed } from "../stream/keep-subscribed.ts";
import type { Transport } from "../stream/transports.ts";

/** What a subscription may say in its context: who wants to know how its connection stands. */
export interface StreamContext {
  readonly onState: (state: ConnectionState) => void;
}

/** A network that is gone says nothing: who waits for an answer asks again. */
const PATIENCE_MS = 10_000;

/**
 * urql over the graph that serves this page: queries by HTTP, subscriptions by the transport that is chosen. Without a
 * cache, since the board itself keeps what it was told.
 * @param accessToken the token to ask with, asked for with every request and connection
 */
export function createGraphClient(transport: Transport, accessToken: () => Promise<string | undefined>): Client {
  const streams = createStreamClient(transport, { accessToken });
  return new Client({
    url: "/graphql",
    preferGetMethod: false,
    async fetch(input, init) {
      const headers = new Headers(init?.headers);
      const token = await accessToken();
      if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
      const patience = AbortSignal.timeout(PATIENCE_MS);
      const signal = init?.signal ? AbortSignal.any([init.signal, patience]) : patience;
      return fetch(input, { ...init, headers, signal });
    },
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = "", variables }, { context }) => ({
          subscribe: (sink) => ({
            unsubscribe: keepSubscribed<Record<string, unknown>>(
              streams,
              { query, ...(variables && { variables }) },
              {
                ...sink,
                next: ({ data = null, errors, extensions }) =>
                  sink.next({
                    data,
                    ...(errors && { errors }),
                    ...(typeof extensions === "object" && extensions && { extensions }),
                  }),
                state: context["onState"],
              },
            ),
          }),
        }),
      }),
    ],
  });
}
