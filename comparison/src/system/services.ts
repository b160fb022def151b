import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { UsageError } from "../usage-error.ts";

/** What one service has done for clients' requests since it began. */
export interface ServiceCounts {
  /** SQL statements, the rows that they gave or changed, and the values in those. */
  readonly statements: number;
  readonly rows: number;
  readonly values: number;
  /** Requests that it answered, and the bytes of the answers, over HTTP/1.1. */
  readonly requests: number;
  readonly bytes: number;
}

export type CountServices = () => Promise<Readonly<Record<string, ServiceCounts>>>;

/** The services' measuring ports, counted from the gateway's port. */
const PORTS = { products: 11, users: 12, orders: 13 };

/** No clients of screens: health checks, keys, the services among themselves, staff that moves orders on. */
const OTHERS = /health|internal|well-known|advancement/;

/** Milliseconds in which what was answered is counted too: services count when an answer has left them. */
const SETTLED_MS = 30;

/**
 * Reads what each service counts of itself, when it changes no more: only what clients' requests caused.
 * @throws UsageError, of the reading, naming a service that counts no SQL: services do so where they are told to
 */
export const servicesOf =
  (portBase: number, ports: Readonly<Record<string, number>> = PORTS): CountServices =>
  async () => {
    for (let before = await read(portBase, ports); ; ) {
      await setTimeout(SETTLED_MS);
      const now = await read(portBase, ports);
      if (isDeepStrictEqual(before, now)) return now;
      before = now;
    }
  };

/** What was done between two readings, by service. */
export const doneBetween = (
  before: Readonly<Record<string, ServiceCounts>>,
  after: Readonly<Record<string, ServiceCounts>>,
): Record<string, ServiceCounts> =>
  Object.fromEntries(
    Object.entries(after).map(([service, now]) => [
      service,
      each((what) => now[what] - (before[service] ?? NOTHING)[what]),
    ]),
  );

/** Of all services together. */
export const together = (services: Readonly<Record<string, ServiceCounts>>): ServiceCounts =>
  each((what) => Object.values(services).reduce((sum, counts) => sum + counts[what], 0));

const each = (count: (what: keyof ServiceCounts) => number): ServiceCounts => ({
  statements: count("statements"),
  rows: count("rows"),
  values: count("values"),
  requests: count("requests"),
  bytes: count("bytes"),
});

export const NOTHING: ServiceCounts = each(() => 0);

async function read(portBase: number, ports: Readonly<Record<string, number>>): Promise<Record<string, ServiceCounts>> {
  const counts = Object.entries(ports).map(async ([service, offset]) => {
    const text = await textAt(portBase + offset);
    if (!text.includes("sql_statements_total"))
      throw new UsageError(
        `${service} at port ${portBase + offset} counts no SQL: start the system with SQL_COUNTS=on`,
      );
    const total = (metric: string) =>
      [...text.matchAll(new RegExp(`^${metric}\\{([^}]*)\\} (\\d+)$`, "gm"))]
        .filter(([, labels = ""]) => !OTHERS.test(/route="([^"]*)"/.exec(labels)?.[1] ?? ""))
        .reduce((sum, [, , count]) => sum + Number(count), 0);
    return [
      service,
      {
        statements: total("sql_statements_total"),
        rows: total("sql_rows_total"),
        values: total("sql_values_total"),
        requests: total("http_request_duration_seconds_count") + total("http_event_streams_total"),
        bytes: total("http_sent_bytes_total"),
      },
    ] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** On a connection of its own: one that is kept may be closed while a large screen is accounted for. */
async function textAt(port: number): Promise<string> {
  const asked = get({ host: "127.0.0.1", port, path: "/metrics", agent: false });
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  return (await answer.setEncoding("utf8").toArray()).join("");
}
