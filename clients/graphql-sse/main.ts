import { createClient } from "graphql-sse";

interface Events {
  readonly myOrderChanged: { readonly number: string; readonly status: string };
}

const [url = "http://localhost:4000/graphql"] = process.argv.slice(2);

const client = createClient({
  url,
  headers: () => ({ authorization: `Bearer ${process.env["TOKEN"]}` }),
  on: { connected: (again) => console.log(again ? "connected again" : "connected") },
});

const events = client.iterate<Events>({ query: "subscription { myOrderChanged { number status } }" });
process.once("SIGINT", () => void events.return?.());

for await (const { data, errors } of events) {
  if (errors) console.error(errors);
  if (data) console.log(`${data.myOrderChanged.number} ${data.myOrderChanged.status}`);
}
