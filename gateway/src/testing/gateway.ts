import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@threefold/http-server";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { noIdentity } from "../identity/identity.ts";
import { createGatewayServer, type GatewayServerOptions } from "../service.ts";
import { NOTHING_CONFIGURED } from "../subgraph/settings.ts";
import { fileSource } from "../supergraph/file.ts";

export interface TestGateway extends AsyncDisposable {
  readonly url: string;
  /** Asks over HTTP, as a client does. */
  ask(query: string, options?: { variables?: object; headers?: Record<string, string> }): Promise<GraphQLAnswer>;
  /** Sends any request, as JSON. */
  send(request: object, headers?: Record<string, string>): Promise<GraphQLAnswer>;
  /** Puts another supergraph in the place of the one that is served. */
  write(sdl: string): Promise<void>;
  /** What it has measured, as text. */
  metrics(): Promise<string>;
}

export interface GraphQLAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: unknown;
  readonly errors: readonly { message: string; path?: unknown; extensions: Record<string, unknown> }[] | undefined;
}

/** A folder for a test, removed at its end. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "gateway-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** Puts a file into the place of another as compilers do: all at once. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}

/** The gateway on a free port unless one is given, in production unless the options say otherwise. */
export async function startGateway(
  sdl: string,
  { port = 0, ...options }: Partial<GatewayServerOptions> & { readonly port?: number } = {},
): Promise<TestGateway> {
  const folder = await temporaryFolder();
  const path = join(folder.path, "supergraph.graphql");
  await writeFile(path, sdl);
  const metrics = createMetrics();
  const app = await createGatewayServer({
    supergraph: fileSource(path),
    places: { urls: {} },
    watch: false,
    engine: "threefold",
    identity: noIdentity,
    logger: createLogger({ name: "gateway", level: "silent" }),
    metrics,
    introspection: false,
    detailedErrors: false,
    subgraphs: NOTHING_CONFIGURED,
    faults: false,
    http: { compression: true },
    timeout: 10_000,
    mounts: [],
    ...options,
  });
  const listening = await serve(app, { host: "127.0.0.1", port, metrics });
  return {
    url: listening.url,
    send: (request, headers) => ask(listening.url, request, headers),
    ask: (query, { variables, headers } = {}) => ask(listening.url, { query, variables }, headers),
    write: (text) => replaceFile(path, text),
    metrics: () => metrics.registry.metrics(),
    async [Symbol.asyncDispose]() {
      await listening.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Sends a GraphQL request to a gateway, by its URL. */
export async function ask(url: string, body: object, headers: Record<string, string> = {}): Promise<GraphQLAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as Pick<GraphQLAnswer, "data" | "errors">;
  return { status: response.status, headers: response.headers, data, errors };
}
