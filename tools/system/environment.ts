import { join } from "node:path";
import { environmentFor, type Keys } from "@threefold/identity";
import type { ProcessSpec } from "@threefold/supervisor";
import { mounts, type ProcessName, type ProcessPlan, people, processes, subgraphs } from "../../topology.ts";
import type { SystemConfiguration } from "./configuration.ts";
import type { ServiceUrls } from "./databases.ts";
import { root } from "./paths.ts";

export const urlOf = (configuration: SystemConfiguration, name: ProcessName) =>
  `http://127.0.0.1:${configuration.PORT_BASE + processes[name].port}`;

/** What each process is started with: its ports, its own database and keys, and where to find those that it calls. */
export function processSpec(
  name: ProcessName,
  {
    configuration,
    keys,
    databases,
    pages,
  }: { configuration: SystemConfiguration; keys: Keys; databases: ServiceUrls; pages: string },
): ProcessSpec {
  const plan: ProcessPlan = processes[name];
  const { PORT_BASE, DATA_DIRECTORY } = configuration;
  const calls = Object.fromEntries(
    (plan.calls ?? []).map((called) => [
      `${called.toUpperCase()}_URL`,
      `${urlOf(configuration, called as ProcessName)}/graphql`,
    ]),
  );
  const database = plan.database
    ? { [`${plan.database.toUpperCase()}_DATABASE_URL`]: databases[plan.database as keyof ServiceUrls] }
    : {};
  return {
    name,
    program: plan.program,
    directory: root,
    logFile: join(DATA_DIRECTORY, "logs", `${name}.log`),
    arguments: name === "gateway" ? gatewayArguments(configuration, pages) : [],
    environment: {
      ...inherited(),
      MODE: "development",
      PORT: String(PORT_BASE + plan.port),
      METRICS_PORT: String(PORT_BASE + plan.metricsPort),
      ...database,
      ...calls,
      ...environmentFor(name, keys),
    },
  };
}

/** What a person may set for all processes, and what programs need to run at all. Nothing else is passed on. */
function inherited(): Record<string, string | undefined> {
  const names = [
    "PATH",
    "HOME",
    "TMPDIR",
    "TEMP",
    "SystemRoot",
    "NODE_OPTIONS",
    "LOG_LEVEL",
    "LOADERS",
    "DATABASE_POOL_SIZE",
  ];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

function gatewayArguments(configuration: SystemConfiguration, pages: string): string[] {
  const url = (name: ProcessName) => urlOf(configuration, name);
  return [
    ["--supergraph", "gateway/supergraph.graphql"],
    ...subgraphs.map((name) => ["--subgraph-url", `${name}=${url(name)}/graphql`]),
    ...Object.entries(mounts).map(([path, mount]) => ["--mount", `${path}=${url(mount.process)}${mount.path}`]),
    ["--jwks-url", `${url(people)}/.well-known/jwks.json`],
    ["--static", pages],
  ].flat();
}
