import type { Socket } from "node:net";
import { childLogger, type Logger, type Metrics } from "@threefold/telemetry";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from "fastify";
import { endEventStreams } from "./event-streams.ts";
import { addHealth, type Checks } from "./health.ts";
import { measureRequests } from "./measure-requests.ts";
import { onRequestEnd } from "./request-end.ts";
import { requestIdOf } from "./request-id.ts";
import { trackUnusedConnections } from "./unused-connections.ts";

export type HttpServer = FastifyInstance;
export type HttpRequest = FastifyRequest;
export type HttpReply = FastifyReply;

export interface HttpServerOptions {
  logger: Logger;
  metrics: Metrics;
  /** What must be well before this process is ready, by name. */
  checks?: Checks;
  /** What is looked at and told beside them, and keeps this process from nothing. */
  observed?: Checks;
  /** Bytes a request's body may have. */
  bodyLimit?: number;
  /** Bytes that a request's headers may have, its URL among them; what Node allows (16 KiB) unless given. More gets 431. */
  maxHeaderBytes?: number | undefined;
  /** Answers what Node refuses before there is a request; Fastify's way unless given. */
  refuseUnreadable?: (error: Error & { code?: string }, socket: Socket) => void;
  /** Proxies whose `X-Forwarded-For` is believed, as `proxy-addr` names them; none unless given. */
  trustedProxies?: readonly string[];
  /** Milliseconds in which a request must have arrived whole. */
  requestTimeout?: number;
}

/**
 * The Fastify app that every process serves on: a request id (taken over when well formed) on each answer and log line,
 * one log line and one measurement a request, limits on what comes in, and `/health/live` and `/health/ready`.
 */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const logger: FastifyBaseLogger = options.logger;
  const app = Fastify({
    loggerInstance: logger,
    childLoggerFactory: (_logger, bindings) => childLogger(options.logger, bindings),
    logController: new LogController({ disableRequestLogging: true }),
    ...(options.maxHeaderBytes === undefined ? {} : { http: { maxHeaderSize: options.maxHeaderBytes } }),
    ...(options.trustedProxies && { trustProxy: [...options.trustedProxies] }),
    ...(options.refuseUnreadable && { clientErrorHandler: options.refuseUnreadable }),
    bodyLimit: options.bodyLimit ?? 1024 * 1024,
    requestTimeout: options.requestTimeout ?? 30_000,
    routerOptions: { maxParamLength: 256 },
    forceCloseConnections: "idle",
    return503OnClosing: false,
    genReqId: ({ headers }) => requestIdOf(headers),
  });
  // Hooks that wait for nothing take a callback: each promise would cost every request a little.
  app.addHook("onRequest", (request, reply, done) => {
    reply.header("x-request-id", request.id);
    done();
  });
  let draining = false;
  const closeUnused = trackUnusedConnections(app.server);
  app.addHook("preClose", async () => {
    draining = true;
    closeUnused();
  });
  // Else the connection of a request that was under way would stay open when it is answered, and the drain wait for it.
  app.addHook("onSend", (request, reply, _payload, done) => {
    // HTTP/2 knows no such header (RFC 9113, section 8.2.2), and says the same with GOAWAY.
    if (draining && request.raw.httpVersionMajor === 1) reply.header("connection", "close");
    done();
  });
  endEventStreams(app);
  const measure = options.metrics.areRead ? measureRequests(options.metrics) : undefined;
  onRequestEnd(app, (request, reply, end) => {
    measure?.(request, reply, end);
    const { status, isAborted } = end;
    const { method, url, log } = request;
    if (request.routeOptions.url?.startsWith("/health/")) return;
    const ms = Math.round(reply.elapsedTime);
    log.info({ method, path: pathOf(url), status, ms, ...(isAborted && { aborted: true }) }, "request");
  });
  addHealth(app, options.checks ?? {}, options.observed ?? {});
  return app;
}

/** Without the query: it may hold what people typed. */
function pathOf(url: string): string {
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}
