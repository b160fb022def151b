import type { CountStatements } from "../measure/measure.ts";

/** The services' measuring ports, counted from the gateway's port. */
const PORTS = { products: 11, users: 12, orders: 13 };

/** Reads what each service counts of itself: only what clients' requests caused, no health checks. */
export const statementsOf =
  (portBase: number): CountStatements =>
  async () => {
    const counts = Object.entries(PORTS).map(async ([service, offset]) => {
      const text = await (await fetch(`http://127.0.0.1:${portBase + offset}/metrics`)).text();
      const lines = text.matchAll(/^sql_statements_total\{route="([^"]*)"\} (\d+)$/gm);
      const total = [...lines]
        .filter(([, route = ""]) => !/health|internal/.test(route))
        .reduce((all, [, , n]) => all + Number(n), 0);
      return [service, total] as const;
    });
    return Object.fromEntries(await Promise.all(counts));
  };
