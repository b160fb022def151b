import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "@threefold/telemetry";
import { readCertificate } from "./certificate.ts";
import type { HttpServer } from "./create.ts";
import { StartError } from "./program.ts";
import { openTls, type TlsServer } from "./tls.ts";

export interface ServeOptions {
  /** Where to listen; the loopback address unless configured otherwise. */
  host: string;
  port: number;
  metrics: Metrics;
  /** Where measurements are read, apart from what clients reach. Left out: nowhere. */
  metricsPort?: number | undefined;
  /** Where to listen for HTTP/2 and HTTP/1.1 over TLS, beside plain HTTP. Left out: nowhere. */
  tls?: TlsOptions | undefined;
  /** The variables that set the ports, for the message when one is taken. */
  variables?: { port: string; metricsPort: string };
}

export interface TlsOptions {
  readonly port: number;
  /** A PEM file with the certificate, those that it is signed by, and the key. */
  readonly file: string;
  /** Whether a certificate for this machine alone is made where there is none: in development. */
  readonly selfSigned: boolean;
}

/**
 * What was configured of TLS; undefined where it is not wanted.
 * @throws StartError when one of the two is missing
 */
export function tlsOptions(
  port: number | undefined,
  file: string | undefined,
  mode: "development" | "production",
): TlsOptions | undefined {
  if (port === undefined && file === undefined) return undefined;
  if (port === undefined) throw new StartError("TLS_PORT is not set: TLS_FILE is for it");
  if (file === undefined) throw new StartError("TLS_FILE is not set: TLS_PORT needs a PEM file of certificate and key");
  return { port, file, selfSigned: mode === "development" };
}

export interface Listening extends AsyncDisposable {
  readonly url: string;
  readonly metricsUrl: string | undefined;
  readonly tlsUrl: string | undefined;
  /** Takes no new connections, answers what has begun, then resolves. */
  close(): Promise<void>;
}

/**
 * Starts listening for clients, and for whoever reads measurements.
 * @throws StartError when a port is taken or the host is none, naming it and the variable that changes it, and for a certificate that is none
 */
export async function serve(app: HttpServer, options: ServeOptions): Promise<Listening> {
  const variables = options.variables ?? { port: "PORT", metricsPort: "METRICS_PORT" };
  const measuring = options.metricsPort === undefined ? undefined : measuringServer(options.metrics);
  let tls: TlsServer | undefined;
  let tlsClosed: Promise<void> | undefined;
  // What a request over TLS works with is there until it is answered.
  app.addHook("onClose", () => tlsClosed);
  try {
    tls = options.tls && (await listenTls(app, options.host, options.tls));
    const { host, port } = options;
    await listen(() => app.listen({ host, port }), { host, port, variable: variables.port });
    if (measuring) {
      const port = options.metricsPort ?? 0;
      await listen(() => listening(measuring, host, port), { host, port, variable: variables.metricsPort });
    }
  } catch (error) {
    tlsClosed = tls?.close();
    await app.close();
    measuring?.close();
    throw error;
  }
  const close = async () => {
    tlsClosed ??= tls?.close();
    await app.close();
    await new Promise<void>((resolve) => (measuring ? measuring.close(() => resolve()) : resolve()));
  };
  return {
    url: `http://${inUrl(options.host)}:${(app.server.address() as AddressInfo).port}`,
    metricsUrl: measuring && `http://${inUrl(options.host)}:${(measuring.address() as AddressInfo).port}/metrics`,
    tlsUrl: tls && `https://${inUrl(options.host)}:${tls.port}`,
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function listenTls(app: HttpServer, host: string, { port, file, selfSigned }: TlsOptions): Promise<TlsServer> {
  const pem = await readCertificate(file, selfSigned);
  try {
    return await listen(() => openTls(app, { host, port, pem }), { host, port, variable: "TLS_PORT" });
  } catch (error) {
    const isOfTls = error instanceof Error && "code" in error && String(error.code).startsWith("ERR_OSSL");
    throw isOfTls ? new StartError(`TLS_FILE is wrong: ${file} is no certificate with its key`) : error;
  }
}

interface Place {
  readonly host: string;
  readonly port: number;
  /** The variable that sets the port. */
  readonly variable: string;
}

async function listen<Listening>(start: () => Promise<Listening>, { host, port, variable }: Place): Promise<Listening> {
  try {
    return await start();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") throw new StartError(`port ${port} is in use: set ${variable} to another one`);
    if (NO_ADDRESS.has(String(code))) throw new StartError(`${host} is no address of this machine: set HOST to one`);
    if (code === "EACCES") throw new StartError(`port ${port} is not allowed: set ${variable} to one above 1023`);
    throw error;
  }
}

const NO_ADDRESS: ReadonlySet<string> = new Set(["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"]);

/** As URLs have it: an IPv6 address stands in brackets there. */
const inUrl = (host: string): string => (host.includes(":") ? `[${host}]` : host);

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
