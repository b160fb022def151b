import type { Supergraph } from "@threefold/federation";
import type { Checks } from "@threefold/http-server";
import type { Engine, EngineOptions, RunningEngine } from "../engine/engine.ts";
import { createSubgraphClient, type SubgraphClient, type SubgraphClientOptions } from "../subgraph/client.ts";
import { probe } from "../subgraph/probe.ts";
import { namedSubgraphs, type SubgraphsConfiguration, settingsFor } from "../subgraph/settings.ts";

/** All that is made of one supergraph: it never changes, and another supergraph makes another generation. */
export interface Generation {
  readonly supergraph: Supergraph;
  readonly engine: RunningEngine;
  /** Whether each subgraph can be spoken to, by name. */
  readonly checks: Exclude<Checks, () => unknown>;
  readonly loadedAt: Date;
  close(): Promise<void>;
}

export interface GenerationOptions
  extends Omit<EngineOptions, "subgraphs">,
    Pick<SubgraphClientOptions, "hooks" | "faults" | "measurements"> {
  readonly subgraphs: SubgraphsConfiguration;
}

/**
 * Makes a generation that is ready to serve. Subgraphs need not run yet.
 * @throws InvalidSupergraphError saying what of the supergraph the engine does not support
 */
export async function startGeneration(
  supergraph: Supergraph,
  engine: Engine,
  options: GenerationOptions,
): Promise<Generation> {
  const clients = new Map<string, SubgraphClient>();
  for (const { name, url } of supergraph.subgraphs) {
    const settings = settingsFor(name, options.subgraphs);
    clients.set(name, createSubgraphClient(name, { ...options, url, settings, headers: options.subgraphs.headers }));
  }
  // A name that is mistaken, or early: settings may be there before the supergraph that has their subgraph.
  const unknown = [...namedSubgraphs(options.subgraphs)].filter((name) => !clients.has(name));
  if (unknown.length > 0) {
    options.logger.warn(
      { unknown, subgraphs: [...clients.keys()] },
      "settings of subgraphs that the supergraph has not",
    );
  }
  const closeClients = async () => {
    await Promise.all(Array.from(clients.values(), (client) => client.close()));
  };
  try {
    const running = await engine.start(supergraph, { ...options, subgraphs: clients });
    // In place of what was measured of a generation before: each begins with circuits of its own.
    for (const [name, client] of clients) options.measurements.circuit(name, client.circuit);
    return {
      supergraph,
      engine: running,
      checks: Object.fromEntries(Array.from(clients, ([name, client]) => [name, probe(client, options.measurements)])),
      loadedAt: new Date(),
      async close() {
        await running.close();
        await closeClients();
      },
    };
  } catch (error) {
    await closeClients();
    throw error;
  }
}
