import type { Metrics } from "@threefold/telemetry";
import { Counter, Gauge, type Registry } from "prom-client";
import type { SubgraphMeasurements } from "./subgraph/client.ts";
import type { StreamMeasurements } from "./subscription/registry.ts";

/** What the gateway measures beyond what every process does. */
export interface GatewayMeasurements {
  readonly subgraphs: SubgraphMeasurements;
  /** A supergraph was taken, or refused. */
  supergraph(outcome: "served" | "refused"): void;
  readonly streams: StreamMeasurements & {
    /** A client has a subscription more, or less. */
    subscribers(change: 1 | -1): void;
    /** A response was not sent, since the client does not read. */
    dropped(): void;
  };
}

/**
 * Adds a gateway's own measurements to a process's. Several gateways may share these: they count together, and of a subgraph
 * that several know, the gauges show what was found last.
 */
export function createGatewayMeasurements({ registry, upstreamDuration, subscriptions }: Metrics): GatewayMeasurements {
  const { retries, circuit, reachable, supergraphs, refused, groups, events, deliveries } = instrumentsOf(registry);
  const [received, lost] = [events.labels("received"), events.labels("lost")];
  const [sent, dropped] = [deliveries.labels("sent"), deliveries.labels("dropped")];
  const [setGroups, setRefused] = [partOf(groups), partOf(refused)];
  return {
    streams: {
      event: () => received.inc(),
      lost: () => lost.inc(),
      groups: setGroups,
      subscribers: (change) => subscriptions.inc(change),
      delivered: (subscribers) => sent.inc(subscribers),
      dropped: () => dropped.inc(),
    },
    subgraphs: {
      answered: (service, outcome, seconds) => upstreamDuration.observe({ service, outcome }, seconds),
      retried: (service) => retries.inc({ service }),
      circuit: (service, state) => circuit.set({ service }, { closed: 0, "half-open": 0.5, open: 1 }[state]),
      reachable: (service, isReachable) => reachable.set({ service }, isReachable ? 1 : 0),
    },
    supergraph(outcome) {
      supergraphs.inc({ outcome });
      setRefused(outcome === "refused" ? 1 : 0);
    },
  };
}

/** One gateway's part of a gauge that shows the sum. */
function partOf(gauge: Gauge): (value: number) => void {
  let last = 0;
  return (value) => {
    gauge.inc(value - last);
    last = value;
  };
}

const INSTRUMENTS = new WeakMap<Registry, ReturnType<typeof register>>();

function instrumentsOf(registry: Registry) {
  const instruments = INSTRUMENTS.get(registry) ?? register(registry);
  INSTRUMENTS.set(registry, instruments);
  return instruments;
}

function register(registry: Registry) {
  const registers = [registry];
  const retries = new Counter({
    name: "subgraph_retries_total",
    help: "Queries that were sent to a subgraph again.",
    labelNames: ["service"],
    registers,
  });
  const circuit = new Gauge({
    name: "subgraph_circuit_open",
    help: "Whether a subgraph is left alone since it failed too often: 1 open, 0.5 trying again, 0 closed.",
    labelNames: ["service"],
    registers,
  });
  const reachable = new Gauge({
    name: "subgraph_reachable",
    help: "Whether a subgraph could be spoken to when /health/ready was last asked: 1 or 0.",
    labelNames: ["service"],
    registers,
  });
  const supergraphs = new Counter({
    name: "supergraph_offers_total",
    help: "Supergraphs that were offered, by what became of them.",
    labelNames: ["outcome"],
    registers,
  });
  const refused = new Gauge({
    name: "supergraph_refused",
    help: "Gateways in this process that serve an older supergraph, since they refused the newest.",
    registers,
  });
  const groups = new Gauge({
    name: "subscription_streams",
    help: "Streams of subgraphs that are open: subscribers who get the same share one.",
    registers,
  });
  const events = new Counter({
    name: "subscription_events_total",
    help: "Events of subgraphs, by what became of them: received, or lost of these since too many waited.",
    labelNames: ["outcome"],
    registers,
  });
  const deliveries = new Counter({
    name: "subscription_deliveries_total",
    help: "Responses for subscribers: sent, or dropped since the client did not read.",
    labelNames: ["outcome"],
    registers,
  });
  return { retries, circuit, reachable, supergraphs, refused, groups, events, deliveries };
}
