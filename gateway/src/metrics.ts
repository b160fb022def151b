import type { Metrics } from "@threefold/telemetry";
import { Counter, Gauge } from "prom-client";
import type { SubgraphMeasurements } from "./subgraph/client.ts";

/** What the gateway measures beyond what every process does. */
export interface GatewayMeasurements {
  readonly subgraphs: SubgraphMeasurements;
  /** A supergraph was taken, or refused. */
  supergraph(outcome: "served" | "refused"): void;
}

/** Adds the gateway's own measurements to a process's. */
export function createGatewayMeasurements({ registry, upstreamDuration }: Metrics): GatewayMeasurements {
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
  const supergraphs = new Counter({
    name: "supergraph_offers_total",
    help: "Supergraphs that were offered, by what became of them.",
    labelNames: ["outcome"],
    registers,
  });
  const refused = new Gauge({
    name: "supergraph_refused",
    help: "Whether the newest supergraph was refused, so that an older one is served.",
    registers,
  });
  return {
    subgraphs: {
      answered: (service, outcome, seconds) => upstreamDuration.observe({ service, outcome }, seconds),
      retried: (service) => retries.inc({ service }),
      circuit: (service, state) => circuit.set({ service }, { closed: 0, "half-open": 0.5, open: 1 }[state]),
    },
    supergraph(outcome) {
      supergraphs.inc({ outcome });
      refused.set(outcome === "refused" ? 1 : 0);
    },
  };
}
