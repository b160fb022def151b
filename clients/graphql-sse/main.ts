import { createClient } from "graphql-sse";
import { authorization, end, reasonOf } from "../asking.ts";

interface Events {
  readonly myOrderChanged: { readonly number: string; readonly status: string };
}

const [url = "http://localhost:4000/graphql"] = process.argv.slice(2);

const client = createClient({
  url,
  headers: authorization,
  // The library would ask again, and be refused again.
  async fetchFn(...request: Parameters<typeof fetch>) {
    const response = await fetch(...request);
    if (response.status === 401) end(`refused with 401: ${await response.text()}`);
    return response;
  },
  on: { connected: (again) => console.log(again ? "connected again" : "connected") },
});

const events = client.iterate<Events>({ query: "subscription { myOrderChanged { number status } }" });
process.once("SIGINT", () => void events.return?.());

try {
  for await (const { data, errors } of events) {
    if (errors) console.error(reasonOf(errors));
    if (data) console.log(`${data.myOrderChanged.number} ${data.myOrderChanged.status}`);
  }
} catch (error) {
  end(reasonOf(error));
}
