import { type Dispatcher, Pool } from "undici";
import type { BenchOperation } from "./operations.ts";

export interface Load {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** How many requests are on their way at one time. */
export const CONNECTIONS = 32;

/** What says who asks, by the place of the request's variables among the operation's. */
export type Credentials = (index: number) => Readonly<Record<string, string>>;

export const NOBODY: Credentials = () => ({});

/** Sends an operation for a time to some origins in turn, its variables in turn, as many at once as there are connections. */
export async function load(
  origins: readonly string[],
  operation: BenchOperation,
  ms: number,
  credentials: Credentials = NOBODY,
): Promise<Load> {
  const pools = origins.map((origin) => new Pool(origin, { connections: CONNECTIONS }));
  const requests = operation.variables.map((variables, index) => ({
    method: "POST" as const,
    path: "/graphql",
    headers: { "content-type": "application/json", ...credentials(index) },
    body: JSON.stringify({ query: operation.query, variables }),
  }));
  const latencies: number[] = [];
  const start = performance.now();
  let next = 0;
  const worker = async () => {
    while (performance.now() - start < ms) {
      const turn = next++;
      const [pool, request] = [pools[turn % pools.length], requests[turn % requests.length]];
      if (pool === undefined || request === undefined) throw new Error("nothing to send, or nowhere");
      const began = performance.now();
      const status = await send(pool, request);
      if (status !== 200) throw new Error(`${operation.name}: HTTP status ${status}`);
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  const seconds = (performance.now() - start) / 1000;
  await Promise.all(pools.map((pool) => pool.close()));
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return { requests: latencies.length, seconds, p50: at(0.5), p99: at(0.99) };
}

/**
 * Sends a request, and gives the status when the whole answer is there. By undici's lowest level: what `request()` makes for
 * each answer outlives many collections, which then stop this process for 20 to 40 ms, and every request on its way with it.
 */
const send = (pool: Pool, request: Dispatcher.DispatchOptions): Promise<number> =>
  new Promise((resolve, reject) => {
    let status = 0;
    pool.dispatch(request, {
      onRequestStart() {},
      onResponseStart(_controller, statusCode) {
        status = statusCode;
      },
      onResponseData() {},
      onResponseEnd: () => resolve(status),
      onResponseError: (_controller, error) => reject(error),
    });
  });
