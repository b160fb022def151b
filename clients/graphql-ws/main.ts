import { createClient } from "graphql-ws";
import { authorization, end, mayPass, reasonOf } from "../asking.ts";

interface Events {
  readonly myOrderChanged: {
    readonly number: string;
    readonly status: string;
    readonly customer: { readonly displayName: string } | null;
  };
}

const [url = "ws://localhost:4000/graphql"] = process.argv.slice(2);

const client = createClient({
  url,
  // Asked for at each connection: a client that lives longer than its token brings a new one here.
  connectionParams: authorization,
  retryAttempts: Number.POSITIVE_INFINITY,
  shouldRetry: mayPass,
  on: {
    connected: (_socket, _payload, again) => console.log(again ? "connected again" : "connected"),
    // From here on nothing is missed. The gateway says so by a ping; libraries answer it, and need not know more.
    ping: (_received, payload) => payload?.["subscribed"] !== undefined && console.log("subscribed"),
  },
});

const events = client.iterate<Events>({
  query: "subscription { myOrderChanged { number status customer { displayName } } }",
});
process.once("SIGINT", () => void events.return?.());

try {
  for await (const { data, errors } of events) {
    if (errors) console.error(reasonOf(errors));
    if (data) console.log(`${data.myOrderChanged.number} ${data.myOrderChanged.status}`);
  }
} catch (error) {
  end(reasonOf(error));
}
