import { Pool } from "undici";
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

/** Sends an operation for a time, its variables in turn, as many at once as there are connections. */
export async function load(url: string, operation: BenchOperation, ms: number): Promise<Load> {
  const pool = new Pool(new URL(url).origin, { connections: CONNECTIONS });
  const bodies = operation.variables.map((variables) => JSON.stringify({ query: operation.query, variables }));
  const latencies: number[] = [];
  const start = performance.now();
  let next = 0;
  const worker = async () => {
    while (performance.now() - start < ms) {
      const began = performance.now();
      const { body, statusCode } = await pool.request({
        method: "POST",
        path: "/graphql",
        headers: { "content-type": "application/json" },
        body: bodies[next++ % bodies.length] ?? "",
      });
      await body.dump();
      if (statusCode !== 200) throw new Error(`${operation.name}: HTTP status ${statusCode}`);
      latencies.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  const seconds = (performance.now() - start) / 1000;
  await pool.close();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] ?? 0;
  return { requests: latencies.length, seconds, p50: at(0.5), p99: at(0.99) };
}
