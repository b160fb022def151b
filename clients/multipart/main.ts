import { meros } from "meros/browser";
import { authorization, end, reasonOf } from "../asking.ts";

/** A part: a response, or nothing as a sign of life. `errors` beside the payload end the stream. */
interface Part {
  readonly payload?: { readonly data?: { readonly myOrderChanged: { number: string; status: string } } } | null;
  readonly errors?: readonly { readonly message: string }[];
}

const [url = "http://localhost:4000/graphql"] = process.argv.slice(2);
const ending = new AbortController();
process.once("SIGINT", () => ending.abort());

const response = await fetch(url, {
  method: "POST",
  headers: {
    accept: "multipart/mixed;subscriptionSpec=1.0, application/json",
    "content-type": "application/json",
    ...authorization(),
  },
  body: JSON.stringify({ query: "subscription { myOrderChanged { number status } }" }),
  signal: ending.signal,
}).catch((error) => end(`${url}: ${reasonOf(error.cause ?? error)}`));

const parts = await meros<Part>(response);
if (parts instanceof Response) end(`refused with ${response.status}: ${await response.text()}`);
console.log("connected");

for await (const part of parts) {
  // From here on nothing is missed: the gateway says so in a header of an empty part.
  if (part.headers["x-subscribed"] !== undefined) console.log("subscribed");
  if (!part.json) throw new Error(`a part that is not JSON: ${part.body}`);
  const { payload, errors } = part.body;
  if (errors) console.error(reasonOf(errors));
  if (payload?.data) console.log(`${payload.data.myOrderChanged.number} ${payload.data.myOrderChanged.status}`);
}
