import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { json as readJson } from "node:stream/consumers";
import { type GraphQLSchema, graphql } from "graphql";
import { useServer as serveSubscriptions } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import type { ReadyReport } from "../src/landing/health.ts";
import type { System } from "../src/system.ts";
import { sampleExplanation } from "./sample-explanation.ts";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".ttf": "font/ttf",
};

/** What stands behind the pages in a test. Its fields may be changed while it serves. */
export interface Behind {
  schema: GraphQLSchema;
  /** Undefined: the file that the build brings. */
  system: System | undefined;
  ready: ReadyReport;
  /** How the processes behind the gateway are, by the paths of their health; who is not here does not answer. */
  others: Readonly<Record<string, ReadyReport>>;
  /** False: connections are cut, as when nobody is there. */
  answers: boolean;
}

export interface PageServer extends AsyncDisposable {
  readonly url: string;
}

/** Serves built pages as the gateway does: the files, the graph, and how it is. */
export async function servePages(folder: string, behind: Behind): Promise<PageServer> {
  const rules = await readHeaderRules(folder);
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (!behind.answers) return void request.socket.destroy();
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (pathname === "/graphql") return json(200, await execute(behind.schema, request));
    const health = pathname === "/health/ready" ? behind.ready : behind.others[pathname];
    if (health) return json(health.status === "ready" ? 200 : 503, health);
    if (pathname === "/system.json" && behind.system) return json(200, behind.system);
    for (const [path, headers] of rules) if (pathname.startsWith(path)) response.setHeaders(new Map(headers));
    return sendFile(join(folder, normalize(pathname)), response);
  };
  const server = createServer((request, response) => void answer(request, response));
  const sockets = new WebSocketServer({ server, path: "/graphql" });
  const subscriptions = serveSubscriptions(
    {
      schema: () => behind.schema,
      context: () => ({ signedIn: true }),
      // As the gateway says that a subscription has begun.
      onOperation: ({ extra }, id) => extra.socket.send(JSON.stringify({ type: "ping", payload: { subscribed: id } })),
    },
    sockets,
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      await subscriptions.dispose();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

interface GraphQLRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly extensions?: { readonly explain?: boolean };
}

async function execute(schema: GraphQLSchema, request: IncomingMessage) {
  const { query, variables, operationName, extensions } = (await readJson(request)) as GraphQLRequest;
  const contextValue = { signedIn: request.headers.authorization !== undefined };
  const result = await graphql({
    schema,
    source: query,
    variableValues: variables ?? null,
    operationName: operationName ?? null,
    contextValue,
  });
  return extensions?.explain ? { ...result, extensions: { explain: sampleExplanation } } : result;
}

/** The headers that the build wants, by the beginnings of paths, the longest last. */
async function readHeaderRules(folder: string): Promise<[path: string, headers: [name: string, value: string][]][]> {
  const rules: Record<string, Record<string, string>> = JSON.parse(
    await readFile(join(folder, "headers.json"), "utf8"),
  );
  const byLength = Object.entries(rules).toSorted(([one], [other]) => one.length - other.length);
  return byLength.map(([path, headers]) => [path, Object.entries(headers)]);
}

async function sendFile(path: string, response: ServerResponse): Promise<void> {
  const file = path.endsWith("/") ? join(path, "index.html") : path;
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
}
