import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "@threefold/telemetry";
import type { HttpServer } from "./create.ts";
import { StartError } from "./program.ts";

export interface ServeOptions {
  /** Where to listen; the loopback address unless configured otherwise. */
  host: string;
  port: number;
  metrics: Metrics;
  /** Where measurements are read, apart from what clients reach. Left out: nowhere. */
  metricsPort?: number | undefined;
  /** The variables that set the ports, for the message when one is taken. */
  variables?: { port: string; metricsPort: string };
}

export interface Listening extends AsyncDisposable {
  readonly url: string;
  readonly metricsUrl: string | undefined;
  /** Takes no new connections, answers what has begun, then resolves. */
  close(): Promise<void>;
}

/**
 * Starts listening for clients, and for whoever reads measurements.
 * @throws StartError when a port is taken, naming it and the variable that changes it
 */
export async function serve(app: HttpServer, options: ServeOptions): Promise<Listening> {
  const variables = options.variables ?? { port: "PORT", metricsPort: "METRICS_PORT" };
  const measuring = options.metricsPort === undefined ? undefined : measuringServer(options.metrics);
  try {
    await listen(() => app.listen({ host: options.host, port: options.port }), options.port, variables.port);
    if (measuring) {
      const port = options.metricsPort ?? 0;
      await listen(() => listening(measuring, options.host, port), port, variables.metricsPort);
    }
  } catch (error) {
    await app.close();
    measuring?.close();
    throw error;
  }
  const close = async () => {
    await app.close();
    await new Promise<void>((resolve) => (measuring ? measuring.close(() => resolve()) : resolve()));
  };
  return {
    url: `http://${options.host}:${(app.server.address() as AddressInfo).port}`,
    metricsUrl: measuring && `http://${options.host}:${(measuring.address() as AddressInfo).port}/metrics`,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function listen(start: () => Promise<unknown>, port: number, variable: string): Promise<void> {
  try {
    await start();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") throw new StartError(`port ${port} is in use: set ${variable} to another one`);
    if (code === "EACCES") throw new StartError(`port ${port} is not allowed: set ${variable} to one above 1023`);
    throw error;
  }
}

const listening = (server: Server, host: string, port: number) =>
  new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));

function measuringServer(metrics: Metrics): Server {
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    const text = await metrics.registry.metrics();
    response.writeHead(200, { "content-type": metrics.registry.contentType, "cache-control": "no-store" }).end(text);
  });
  server.keepAliveTimeout = 5_000;
  return server;
}
