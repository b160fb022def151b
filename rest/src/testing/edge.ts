import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect } from "node:http2";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { serve } from "@threefold/http-server";
import { ANONYMOUS } from "@threefold/identity";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { onTestFinished } from "vitest";
import { readDocument } from "../pass/document.ts";
import { createEdge, type EdgeOptions } from "../service.ts";
import type { ServiceName } from "../services/names.ts";

type Answer =
  | { readonly status?: number; readonly body: unknown; readonly headers?: Record<string, string> }
  | "hang"
  | "drop"
  /** Whatever the test writes, when it likes. */
  | ((response: ServerResponse) => void);

/** Services that answer what a test says: here it is what the edge makes of them that counts. */
export interface Stubs {
  answer: (service: ServiceName, path: string, request: IncomingMessage) => Answer;
  readonly asked: { readonly service: ServiceName; readonly path: string }[];
}

/** An edge over such services, which ends with the test that started it. */
export async function startEdge(
  answer: Stubs["answer"],
  options: Partial<Pick<EdgeOptions, "identity" | "timeout" | "origins" | "clock">> = {},
) {
  const stubs: Stubs = { answer, asked: [] };
  const start = async (service: ServiceName): Promise<string> => {
    const server: Server = createServer((request, response) => {
      const path = request.url ?? "";
      stubs.asked.push({ service, path });
      const given = stubs.answer(service, path, request);
      if (given === "hang") return;
      if (typeof given === "function") return given(response);
      if (given === "drop") {
        request.socket.destroy();
        return;
      }
      response.writeHead(given.status ?? 200, { "content-type": "application/json", ...given.headers });
      response.end(JSON.stringify(given.body));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  const metrics = createMetrics();
  const app = await createEdge({
    urls: { products: await start("products"), users: await start("users"), orders: await start("orders") },
    document: readDocument(),
    identity: {
      identify: async () => ({ caller: { identity: ANONYMOUS, anonymous: true, headersFor: async () => ({}) } }),
    },
    logger: createLogger({ name: "rest", level: "silent" }),
    metrics,
    timeout: 5_000,
    trustedProxies: [],
    ...options,
  });
  const file = join(await mkdtemp(join(tmpdir(), "threefold-edge-")), "localhost.pem");
  onTestFinished(() => rm(dirname(file), { recursive: true }));
  const tls = { port: 0, file, selfSigned: true };
  const listening = await serve(app, { host: "127.0.0.1", port: 0, metrics, tls });
  onTestFinished(() => listening.close());
  return {
    ...stubs,
    url: listening.url,
    overTls: async () => connect(listening.tlsUrl ?? "", { ca: await readFile(file) }),
    get: (path: string, init?: RequestInit) => get(`${listening.url}${path}`, init),
  };
}

async function get(url: string, init: RequestInit = {}) {
  const response = await fetch(url, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

/** Where the types of problems are. */
export const PROBLEM = "https://threefold.example/problems/";
