import { join } from "node:path";
import { awaitReady, type RunningProcess, startProcess } from "@threefold/supervisor";
import { inject } from "vitest";
import { environmentOf } from "../../tools/system/environment.ts";
import { systemKeys } from "../../tools/system/start.ts";
import { processes } from "../../topology.ts";
import { checkout, freePortBase } from "./running.ts";

const READY_WITHIN_MS = 30_000;

/** A second gateway before the running system's subgraphs, that a scenario may end and start as it likes. */
export interface AnotherGateway extends AsyncDisposable {
  /** The same each time it is started. */
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a second gateway, configured as the running system's but for its ports, and for what is given. */
export async function startAnotherGateway(given: Readonly<Record<string, string>> = {}): Promise<AnotherGateway> {
  const { directory, portBase } = inject("system");
  const ports = await freePortBase();
  const url = `http://127.0.0.1:${ports}`;
  const environment = {
    ...environmentOf("gateway", {
      mode: "development",
      listenOn: "127.0.0.1",
      hostOf: () => "127.0.0.1",
      portBaseOf: () => portBase,
      pages: join(directory, "pages"),
      // A gateway has no database.
      databases: { products: "", users: "", orders: "" },
      keys: await systemKeys(join(directory, "keys")),
    }),
    PORT: String(ports + processes.gateway.port),
    METRICS_PORT: String(ports + processes.gateway.metricsPort),
    PATH: process.env["PATH"],
    ...given,
  };
  const logFile = join(directory, "logs/another-gateway.log");
  const { program } = processes.gateway;
  let running: RunningProcess | undefined;
  const start = async () => {
    running = startProcess({ name: "another gateway", program, directory: checkout, logFile, environment });
    await running.serving;
    await awaitReady(`${url}/health/ready`, AbortSignal.timeout(READY_WITHIN_MS));
  };
  const stop = async () => running?.stop();
  await start();
  return { url, start, stop, [Symbol.asyncDispose]: stop };
}
