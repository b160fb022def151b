import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What a process measures of itself, read by whoever scrapes it (Prometheus' text format). Nothing is pushed. */
export interface Metrics {
  readonly registry: Registry;
  /** Seconds a request took, by method, route (the pattern, never the path) and status. */
  readonly httpDuration: Histogram<"method" | "route" | "status">;
  /** GraphQL operations, by type (query, mutation, subscription) and outcome (ok, error). */
  readonly operations: Counter<"type" | "outcome">;
  /** Subscriptions that are open. */
  readonly subscriptions: Gauge;
  /** SQL statements that requests caused, by route. */
  readonly statements: Counter<"route">;
  /** Rows that SQL statements of requests gave or changed, and the values in them: one for each column. By route. */
  readonly rows: Counter<"route">;
  readonly values: Counter<"route">;
  /** Bytes of answers, heads and bodies as they were coded, by route; over HTTP/1.1 only. */
  readonly sentBytes: Counter<"route">;
  /** Seconds a call of another service took, by its name and outcome (ok, error). */
  readonly upstreamDuration: Histogram<"service" | "outcome">;
}

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const shared = { registers: [registry] };
  return {
    registry,
    httpDuration: new Histogram({
      name: "http_request_duration_seconds",
      help: "How long a request took, from its first byte to the answer's last.",
      labelNames: ["method", "route", "status"],
      buckets: BUCKETS,
      ...shared,
    }),
    operations: new Counter({
      name: "graphql_operations_total",
      help: "GraphQL operations that were answered.",
      labelNames: ["type", "outcome"],
      ...shared,
    }),
    subscriptions: new Gauge({
      name: "graphql_subscriptions",
      help: "GraphQL subscriptions that are open.",
      ...shared,
    }),
    statements: new Counter({
      name: "sql_statements_total",
      help: "SQL statements that requests caused.",
      labelNames: ["route"],
      ...shared,
    }),
    rows: new Counter({
      name: "sql_rows_total",
      help: "Rows that SQL statements of requests gave or changed.",
      labelNames: ["route"],
      ...shared,
    }),
    values: new Counter({
      name: "sql_values_total",
      help: "Values that SQL statements of requests gave: one for each column of each row.",
      labelNames: ["route"],
      ...shared,
    }),
    sentBytes: new Counter({
      name: "http_sent_bytes_total",
      help: "Bytes of answers over HTTP/1.1, heads and bodies as they were coded.",
      labelNames: ["route"],
      ...shared,
    }),
    upstreamDuration: new Histogram({
      name: "upstream_request_duration_seconds",
      help: "How long a call of another service took.",
      labelNames: ["service", "outcome"],
      buckets: BUCKETS,
      ...shared,
    }),
  };
}
