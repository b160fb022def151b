import { parseArgs } from "node:util";
import { ApolloClient, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { createClient } from "graphql-ws";
import { authorization, mayPass } from "../asking.ts";

interface Events {
  readonly myOrderChanged: { readonly id: string; readonly number: string; readonly status: string };
}

const { values, positionals } = parseArgs({ options: { multipart: { type: "boolean" } }, allowPositionals: true });
const [url = "http://localhost:4000/graphql"] = positionals;
const headers = authorization();

// From here on nothing is missed: the gateway says so by a ping.
const ping = (_received: boolean, payload?: Record<string, unknown>) =>
  payload?.["subscribed"] !== undefined && console.log("subscribed");

// HttpLink sends subscriptions by multipart/mixed. An app that has both splits by the kind of operation.
const link = values.multipart
  ? new HttpLink({ uri: url, headers })
  : new GraphQLWsLink(
      createClient({
        url: url.replace(/^http/, "ws"),
        connectionParams: headers,
        shouldRetry: mayPass,
        on: { ping },
      }),
    );
const client = new ApolloClient({ link, cache: new InMemoryCache() });

const ORDERS: TypedDocumentNode<Events, Record<string, never>> = gql`
  subscription {
    myOrderChanged {
      id
      number
      status
    }
  }
`;

// The cache is normalised by id: every query of the app that shows this order has the new status by itself.
const subscription = client.subscribe({ query: ORDERS }).subscribe({
  next({ data, error }) {
    if (error) {
      console.error(error.message);
      process.exitCode = 1;
    }
    if (data) console.log(`${data.myOrderChanged.number} ${data.myOrderChanged.status}`);
  },
});
process.once("SIGINT", () => {
  subscription.unsubscribe();
  client.stop();
});
