import { once } from "node:events";
import { type IncomingMessage, METHODS, type ServerResponse } from "node:http";
import {
  constants,
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from "node:http2";
import type { AddressInfo } from "node:net";
import type { HttpServer } from "./create.ts";

export interface TlsServer {
  readonly port: number;
  /** Takes no new connections and no new requests, and resolves when those that had begun are answered. */
  close(): Promise<void>;
}

/** How long a handshake may take, and a session stay quiet. */
const HANDSHAKE_MS = 10_000;
const QUIET_MS = 300_000;

/** Requests that one client may have under way on one connection. */
const STREAMS = 100;

/**
 * Opens a second door to an app: HTTP/2 and HTTP/1.1 over TLS, as the client chooses by ALPN (RFC 7301). What comes in takes
 * the way of all other requests, and upgrades to WebSocket as well.
 * @param pem a certificate, what it is signed by, and its key
 * @throws Error EADDRINUSE, EACCES; ERR_OSSL… for a certificate that is none
 */
export async function openTls(
  app: HttpServer,
  { host, port, pem }: { host: string; port: number; pem: string },
): Promise<TlsServer> {
  await app.ready();
  const server = createSecureServer({
    cert: pem,
    key: pem,
    allowHTTP1: true,
    minVersion: "TLSv1.2",
    // Or an answer's last piece waits 40 ms for an acknowledgement that the client delays; Node's plain servers have it too.
    noDelay: true,
    handshakeTimeout: HANDSHAKE_MS,
    settings: { maxConcurrentStreams: STREAMS },
  });
  server.setTimeout(QUIET_MS);
  server.on("request", (request, response) => {
    // HTTP/2 has it as `:authority` (RFC 9113, section 8.3.1).
    if (request.authority) request.headers.host ??= request.authority;
    if (request.httpVersionMajor === 2) {
      if (!KNOWN.has(request.method)) return void response.writeHead(constants.HTTP_STATUS_NOT_IMPLEMENTED).end();
      resetWhenDestroyed(response);
    }
    const [message, answer] = asHttp1(request, response);
    app.routing(message, answer);
  });
  server.on("upgrade", (...upgrade) => app.server.emit("upgrade", ...upgrade));
  const sessions = sessionsOf(server);
  server.listen(port, host);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = once(server, "close");
      server.close();
      // GOAWAY, and an end when the last stream has ended.
      for (const session of sessions) session.close();
      await closed;
    },
  };
}

function sessionsOf(server: Http2SecureServer): ReadonlySet<ServerHttp2Session> {
  const sessions = new Set<ServerHttp2Session>();
  server.on("session", (session) => {
    sessions.add(session);
    session.once("close", () => sessions.delete(session));
  });
  return sessions;
}

/** Those that Node's parser of HTTP/1 lets through, and so the app expects. */
const KNOWN: ReadonlySet<string> = new Set(METHODS);

/** Has an answer that is broken off end its stream with an error: Node would end it with none, and its client take it for whole. */
function resetWhenDestroyed(response: Http2ServerResponse): void {
  const { stream } = response;
  response.destroy = () => {
    if (!stream.writableFinished) stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    return response;
  };
}

/** Node's HTTP/2 has an HTTP/1 face, made to be taken for it; only their types are not. */
const asHttp1 = (request: Http2ServerRequest, response: Http2ServerResponse) =>
  [request, response] as unknown as [IncomingMessage, ServerResponse];
