import { startGateway, type TestGateway } from "./gateway.ts";
import { lendingSupergraph, startLoans, startShelves } from "./lending.ts";
import { createReaders, type Readers } from "./readers.ts";
import type { StreamSubgraph } from "./stream-subgraph.ts";

type Options = NonNullable<Parameters<typeof startGateway>[1]>;

/** Books that are lent, and gateways over them, which end when a test ends them. */
export interface Lending extends AsyncDisposable {
  readonly readers: Readers;
  readonly loans: StreamSubgraph;
  readonly shelves: StreamSubgraph;
  start(streams?: Options["streams"], more?: Options): Promise<TestGateway>;
}

export async function startLending(): Promise<Lending> {
  const readers = createReaders();
  const [loans, shelves] = await Promise.all([startLoans(), startShelves()]);
  return {
    readers,
    loans,
    shelves,
    start: (streams = {}, more = {}) =>
      startGateway(lendingSupergraph({ loans: loans.url, shelves: shelves.url }), {
        identity: readers,
        streams: { drain: 0, ...streams },
        ...more,
      }),
    async [Symbol.asyncDispose]() {
      for (const part of [loans, shelves]) await part[Symbol.asyncDispose]();
    },
  };
}

/** The message by which a client asks for something over a WebSocket. */
export const subscribe = (id: string, query: string) => ({ id, type: "subscribe", payload: { query } });
