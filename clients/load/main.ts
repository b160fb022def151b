import { parseArgs } from "node:util";
import { createClient } from "graphql-ws";
import { authorization, end, mayPass, reasonOf } from "../asking.ts";
import { placeOrder } from "./place-order.ts";

interface Events {
  readonly myOrderChanged: { readonly id: string; readonly status: string; readonly updatedAt: string };
}

const { values, positionals } = parseArgs({
  options: { clients: { type: "string", default: "100" }, orders: { type: "string", default: "5" } },
  allowPositionals: true,
});
const [url = "http://localhost:4000/graphql"] = positionals;
const count = Number(values.clients);
const orders = Number(values.orders);
const headers = authorization();

const latencies: number[] = [];
const awake = new Set<number>();
let arrived = () => {};

const clients = Array.from({ length: count }, (_, index) => {
  const client = createClient({
    url: url.replace(/^http/, "ws"),
    connectionParams: headers,
    shouldRetry: mayPass,
    on: {
      // The gateway says by a ping that the subscription has begun.
      ping(_received, payload) {
        if (payload?.["subscribed"] !== undefined) awake.add(index);
        arrived();
      },
    },
  });
  client.subscribe<Events>(
    { query: "subscription { myOrderChanged { id status updatedAt } }" },
    {
      next({ data }) {
        // One clock: the change was written, and is read here, on this machine.
        if (data?.myOrderChanged.status === "PENDING") {
          latencies.push(Date.now() - Date.parse(data.myOrderChanged.updatedAt));
        }
        arrived();
      },
      error: (error) => end(`a subscriber ended: ${reasonOf(error)}`),
      complete: () => {},
    },
  );
  return client;
});

/** Waits for events until something is so. */
const until = (isSo: () => boolean) =>
  new Promise<void>((resolve) => {
    arrived = () => isSo() && resolve();
    arrived();
  });

await until(() => awake.size === count);
console.log(`${count} subscribers listen`);

for (let placed = 1; placed <= orders; placed++) {
  await placeOrder(url, headers).catch((error) => end(`no order could be placed: ${reasonOf(error)}`));
  await until(() => latencies.length >= placed * count);
}
latencies.sort((one, other) => one - other);
const percentile = (share: number) => latencies[Math.ceil(share * latencies.length) - 1];
console.log(`${latencies.length} deliveries, from the change in the database to the client:`);
console.log(
  `p50 ${percentile(0.5)} ms, p90 ${percentile(0.9)} ms, p99 ${percentile(0.99)} ms, most ${latencies.at(-1)} ms`,
);
await Promise.all(clients.map((client) => client.dispose()));
