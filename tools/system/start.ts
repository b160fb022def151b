import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadOrCreateKeys } from "@threefold/identity";
import { awaitReady, type Ending, type RunningProcess, startProcess } from "@threefold/supervisor";
import {
  edges,
  inspectPortOf,
  type ProcessName,
  type ProcessPlan,
  people,
  processes,
  subgraphs,
} from "../../topology.ts";
import { aborted } from "./aborted.ts";
import type { SystemConfiguration } from "./configuration.ts";
import { type OpenedDatabases, openSystemDatabases } from "./databases.ts";
import { type Deployment, environmentOf, urlOf } from "./environment.ts";
import { publishPages } from "./pages.ts";
import { root } from "./paths.ts";
import { seedWhenEmpty } from "./seed-when-empty.ts";

export interface System {
  readonly databases: OpenedDatabases;
  readonly processes: ReadonlyMap<ProcessName, RunningProcess>;
  /** Ends one process, as if it had failed; `restart` brings it back. */
  end(name: ProcessName): Promise<void>;
  /** Ends a process and starts it anew: its program, or another in its place. */
  restart(name: ProcessName, program?: string): Promise<void>;
  /** Ends the processes, those that others call last, and then the database. */
  stop(): Promise<void>;
}

export interface SystemOptions {
  readonly configuration: SystemConfiguration;
  /** Told what is being done, in a few words. */
  readonly onStep: (step: string) => void;
  /** Told of a process that ended by itself, and where its log is. */
  readonly onEnded: (name: ProcessName, ending: Ending, logFile: string) => void;
  /** What must be built before processes can start. It goes on beside the databases' start. */
  readonly built: Promise<void>;
  /** Ends the start, and what it has begun; the start then fails with the signal's reason. */
  readonly signal?: AbortSignal;
}

export const READY_WITHIN_MS = 30_000;

/**
 * Starts the whole system as topology.ts has it: databases (migrated, and seeded when they are empty), then all
 * processes at once, since none needs another to start. Resolves when every process is ready. Fails with nothing left behind.
 */
export async function startSystem(options: SystemOptions): Promise<System> {
  const { configuration, onStep } = options;
  onStep("database");
  const databases = await openSystemDatabases(configuration);
  const running = new Map<ProcessName, RunningProcess>();
  const expected = new Set<RunningProcess>();
  const stop = async () => {
    for (const child of running.values()) expected.add(child);
    for (const name of edges) await running.get(name)?.stop();
    await Promise.all(Array.from(running.values(), (child) => child.stop()));
    await databases.close();
  };
  const start = async (): Promise<System> => {
    options.signal?.throwIfAborted();
    await seedWhenEmpty(databases.ownerUrls, () => onStep("seed"));
    onStep("pages");
    await options.built;
    options.signal?.throwIfAborted();
    onStep("processes");
    const pages = await publishPages(configuration, databases);
    const keys = await systemKeys(join(configuration.DATA_DIRECTORY, "keys"));
    const deployment: Deployment = {
      ...local(configuration),
      pages,
      databases: databases.serviceUrls,
      keys,
      cors: await allowOrigins(configuration),
      tlsFile: configuration.TLS ? join(configuration.DATA_DIRECTORY, "tls/localhost.pem") : undefined,
    };
    const launch = (name: ProcessName, program: string = processes[name].program) => {
      const logFile = join(configuration.DATA_DIRECTORY, "logs", `${name}.log`);
      const environment = {
        ...inherited(),
        ...environmentOf(name, deployment),
        ...(configuration.INSPECT && inspected(name, configuration)),
      };
      const child = startProcess({ name, program, directory: root, logFile, environment });
      running.set(name, child);
      void child.ended.then((ending) => expected.has(child) || options.onEnded(name, ending, logFile));
      return child;
    };
    const names = Object.keys(processes) as ProcessName[];
    options.signal?.throwIfAborted();
    await Promise.all(names.map((name) => launch(name).serving));
    await ready(configuration, names);
    const end = async (name: ProcessName) => {
      const child = running.get(name);
      if (child) expected.add(child);
      await child?.stop();
    };
    const restart = async (name: ProcessName, program?: string) => {
      await end(name);
      await launch(name, program).serving;
    };
    return { databases, processes: running, end, restart, stop };
  };
  try {
    return await Promise.race([start(), aborted(options.signal)]);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Everything on this machine, for a developer. */
export const local = (configuration: SystemConfiguration) =>
  ({
    mode: "development",
    listenOn: "127.0.0.1",
    hostOf: () => "127.0.0.1",
    portBaseOf: () => configuration.PORT_BASE,
  }) as const;

/** The keys of the processes, as a folder keeps them: who signs, and who is believed. */
export function systemKeys(directory: string) {
  const callsOf = (plan: ProcessPlan) => ({ calls: plan.calls ?? [] });
  const services = Object.fromEntries(subgraphs.map((name) => [name, callsOf(processes[name])]));
  return loadOrCreateKeys(directory, { edges, services, people });
}

/** What a person may set for all processes, and what programs need to run at all. Nothing else is passed on. */
const INHERITED = [
  "PATH",
  "HOME",
  "TMPDIR",
  "TEMP",
  "SystemRoot",
  "NODE_COMPILE_CACHE",
  "LOG_LEVEL",
  "LOADERS",
  "SQL_COUNTS",
  "DATABASE_POOL_SIZE",
  // The gateway's configuration file; no other process reads one.
  "CONFIG",
  // And what runs its operations.
  "ENGINE",
];

export const inherited = () => ({
  ...Object.fromEntries(INHERITED.map((name) => [name, process.env[name]])),
  NODE_OPTIONS: nodeOptions(),
});

/** Node's own options: those of all programs, and those for the system's processes alone, of which the tools are none. */
const NODE_OPTIONS = ["NODE_OPTIONS", "SERVICES_NODE_OPTIONS"];

export const nodeOptions = (): string =>
  NODE_OPTIONS.map((name) => process.env[name])
    .filter(Boolean)
    .join(" ");

/** Node waits for no debugger: one may attach and leave at any time. */
function inspected(name: ProcessName, { PORT_BASE }: SystemConfiguration): Record<string, string> {
  const option = `--inspect=127.0.0.1:${PORT_BASE + inspectPortOf(name)}`;
  return { NODE_OPTIONS: [nodeOptions(), option].filter(Boolean).join(" ") };
}

/** Other origins stand in the gateway's configuration file: it has no variable for them. */
async function allowOrigins({
  CORS_ORIGINS: origins,
  DATA_DIRECTORY,
}: SystemConfiguration): Promise<Deployment["cors"]> {
  if (origins.length === 0) return undefined;
  const gatewayFile = join(DATA_DIRECTORY, "gateway.json");
  await writeFile(gatewayFile, JSON.stringify({ cors: { origins } }));
  return { origins, gatewayFile };
}

async function ready(configuration: SystemConfiguration, names: readonly ProcessName[]): Promise<void> {
  const signal = AbortSignal.timeout(READY_WITHIN_MS);
  await Promise.all(names.map((name) => awaitReady(`${urlOf(local(configuration), name)}/health/ready`, signal)));
}
