import { createClient } from "graphql-ws";
import type { Graph } from "./graph.ts";

export interface Watcher extends AsyncDisposable {
  /** Resolves when the subscription has begun: what happens from now on is seen. */
  readonly begun: Promise<void>;
  /** Resolves when the order has been seen in this status, or one after it. @throws Error when the stream ends before */
  saw(id: string, status: string): Promise<void>;
}

interface OrderEvent {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  /** Null while users does not answer. */
  readonly customer: { readonly displayName: string } | null;
  readonly items: readonly OrderLine[];
}

interface OrderLine {
  readonly quantity: number;
  readonly nameAsBought: string;
  /** Null while products does not answer. */
  readonly product: { readonly name: string } | null;
}

/** Subscribes over a WebSocket, and prints each event after the watcher's name. */
export function watch(name: string, graph: Graph, token: string, field: string): Watcher {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const client = createClient({
    url: graph.url.replace(/^http/, "ws"),
    connectionParams: { authorization: `Bearer ${token}` },
    on: {
      // The gateway says so by a ping, as gateway/SUBSCRIPTIONS.md has it.
      ping: (_received, payload) => payload?.["subscribed"] !== undefined && begin(),
    },
  });
  const seen = new Set<string>();
  const happened = new EventTarget();
  let problem: unknown;
  client.subscribe<{ order: OrderEvent }>(
    {
      query: `subscription { order: ${field} { id number status customer { displayName } items { quantity nameAsBought product { name } } } }`,
    },
    {
      next({ data }) {
        if (!data) return;
        const { id, number, status, customer, items } = data.order;
        const things = items
          .map(({ quantity, product, nameAsBought }) => `${quantity} × ${product?.name ?? nameAsBought}`)
          .join(", ");
        console.log(
          `  ${name} ${number} ${status.padEnd(9)} ${customer?.displayName ?? "customer not known"}: ${things}`,
        );
        seen.add(`${id} ${status}`);
        happened.dispatchEvent(new Event("event"));
      },
      error(error) {
        problem = error;
        happened.dispatchEvent(new Event("event"));
      },
      complete: () => {},
    },
  );
  return {
    begun,
    saw: (id, status) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (seen.has(`${id} ${status}`)) resolve();
          if (problem !== undefined) reject(new Error("a stream ended", { cause: problem }));
        };
        happened.addEventListener("event", look);
        look();
      }),
    [Symbol.asyncDispose]: async () => client.dispose(),
  };
}
