import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

type Durations<Label extends string> = Pick<Histogram<Label>, "observe" | "startTimer">;
type Count<Label extends string> = Pick<Counter<Label>, "inc">;

/** What a process measures of itself, read by whoever scrapes it (Prometheus' text format). Nothing is pushed. */
export interface Metrics {
  readonly registry: Registry;
  /** False where nobody reads them: then nothing is measured. */
  readonly areRead: boolean;
  /** Seconds a request took, by method, route (the pattern, never the path) and status. Event streams are none of them. */
  readonly httpDuration: Durations<"method" | "route" | "status">;
  /** Event streams that ended, by the same. They last as long as their clients like: no measure of the server. */
  readonly httpStreams: Count<"method" | "route" | "status">;
  /** GraphQL operations, by type (query, mutation, subscription) and outcome (ok, error). */
  readonly operations: Count<"type" | "outcome">;
  /** Subscriptions that are open. */
  readonly subscriptions: Pick<Gauge, "inc" | "dec">;
  /** Whether what requests do with SQL is counted. */
  readonly countsSql: boolean;
  /** SQL statements that requests caused, by route. */
  readonly statements: Count<"route">;
  /** Rows that SQL statements of requests gave or changed, and the values in them: one for each column. By route. */
  readonly rows: Count<"route">;
  readonly values: Count<"route">;
  /** Bytes of answers, heads and bodies as they were coded, by route; over HTTP/1.1 only. */
  readonly sentBytes: Count<"route">;
  /** Seconds a call of another service took, by its name and outcome (ok, error). */
  readonly upstreamDuration: Durations<"service" | "outcome">;
}

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * The measurements of a process, in a registry of its own, with those that prom-client makes of Node itself.
 * @param countsSql whether what each request does with SQL is counted too, which costs each of them a little
 */
export function createMetrics({ countsSql = false } = {}) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const shared = { registers: [registry] };
  return {
    registry,
    areRead: true,
    countsSql,
    httpDuration: new Histogram({
      name: "http_request_duration_seconds",
      help: "How long a request took, from its first byte to the answer's last, or until its client went: with the status 499 when it had none. Event streams are counted apart.",
      labelNames: ["method", "route", "status"],
      buckets: BUCKETS,
      ...shared,
    }),
    httpStreams: new Counter({
      name: "http_event_streams_total",
      help: "Event streams over HTTP that ended: subscriptions, and events of REST.",
      labelNames: ["method", "route", "status"],
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
    ...(countsSql ? sqlCounts(shared) : NO_SQL_COUNTS),
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
  } satisfies Metrics;
}

const nothing = () => {};
const NO_DURATIONS = { observe: nothing, startTimer: () => () => 0 };
const NO_COUNT = { inc: nothing };

const NO_SQL_COUNTS = { statements: NO_COUNT, rows: NO_COUNT, values: NO_COUNT };

const sqlCounts = (shared: { readonly registers: Registry[] }) => ({
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
});

/** The measurements of a process of which nobody reads any. */
export const noMetrics = (): Metrics => ({
  registry: new Registry(),
  areRead: false,
  countsSql: false,
  httpDuration: NO_DURATIONS,
  httpStreams: NO_COUNT,
  operations: NO_COUNT,
  subscriptions: { inc: nothing, dec: nothing },
  ...NO_SQL_COUNTS,
  sentBytes: NO_COUNT,
  upstreamDuration: NO_DURATIONS,
});
