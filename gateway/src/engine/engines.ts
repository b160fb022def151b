import { StartError } from "@threefold/http-server";
import type { Engine } from "./engine.ts";

/** What serves a supergraph: `apollo` is the stock `@apollo/gateway`, `threefold` our own engine. */
export const ENGINES = ["apollo", "threefold"] as const;
export type EngineName = (typeof ENGINES)[number];

/** Loads an engine, and the libraries under it, only when it is asked for. */
export async function loadEngine(name: EngineName): Promise<Engine> {
  silenceApollo();
  switch (name) {
    case "threefold":
      return (await import("./threefold/engine.ts")).threefold;
    case "apollo":
      return (await import("./apollo/engine.ts").catch(asNotInstalled)).apollo;
  }
}

/** Whoever installs the gateway's package has these only by asking for them. */
function asNotInstalled(error: unknown): never {
  const isMissing = error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
  throw isMissing
    ? new StartError('the engine "apollo" needs @apollo/gateway and @apollo/server, which are not both installed')
    : error;
}

/**
 * Before any of Apollo's libraries is loaded: `@apollo/gateway` would send usage figures to Apollo unless this variable
 * is set, and `@apollo/server` would report operations or schemas to Apollo when it found these others.
 */
function silenceApollo(): void {
  process.env["APOLLO_TELEMETRY_DISABLED"] = "1";
  for (const name of ["APOLLO_KEY", "APOLLO_GRAPH_REF", "APOLLO_SCHEMA_REPORTING"]) delete process.env[name];
}
