import { Client, fetchExchange, gql, subscriptionExchange } from "@urql/core";
import { createClient } from "graphql-ws";
import { authorization, mayPass, reasonOf } from "../asking.ts";

interface Events {
  readonly myOrderChanged: { readonly number: string; readonly status: string };
}

const [url = "http://localhost:4000/graphql"] = process.argv.slice(2);
const headers = authorization();
const socket = createClient({
  url: url.replace(/^http/, "ws"),
  connectionParams: headers,
  shouldRetry: mayPass,
  on: {
    // From here on nothing is missed: the gateway says so by a ping.
    ping: (_received, payload) => payload?.["subscribed"] !== undefined && console.log("subscribed"),
  },
});

const client = new Client({
  url,
  preferGetMethod: false,
  fetchOptions: { headers },
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query = "", ...request }) => ({
        subscribe: (sink) => ({
          unsubscribe: socket.subscribe(
            { ...request, query },
            {
              ...sink,
              next: ({ data = null, errors }) => sink.next({ data, ...(errors && { errors }) }),
              error: (error) => sink.error(new Error(reasonOf(error))),
            },
          ),
        }),
      }),
    }),
  ],
});

const { unsubscribe } = client
  .subscription<Events>(gql`subscription { myOrderChanged { number status } }`, {})
  .subscribe(({ data, error }) => {
    if (error) console.error(error.message);
    if (error?.networkError) process.exitCode = 1;
    if (data) console.log(`${data.myOrderChanged.number} ${data.myOrderChanged.status}`);
  });
process.once("SIGINT", () => {
  unsubscribe();
  void socket.dispose();
});
