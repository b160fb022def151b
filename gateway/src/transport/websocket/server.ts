import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";
import { type WebSocket, WebSocketServer } from "ws";
import type { Sessions } from "../../subscription/sessions.ts";
import { isAllowedOrigin } from "../origin.ts";
import { Connection, type ConnectionOptions } from "./connection.ts";
import { CLOSE } from "./messages.ts";

export interface WebSocketOptions extends ConnectionOptions {
  readonly sessions: Sessions;
  /** Other origins whose pages may connect, or `*` for all; those of the gateway's own origin may. */
  readonly origins: readonly string[] | "*";
}

const PATH = "/graphql";
const SUBPROTOCOL = "graphql-transport-ws";

/** Serves operations of every kind over WebSockets at the path of GraphQL. */
export function addWebSocket(app: FastifyInstance, options: WebSocketOptions): void {
  const { settings, sessions, origins, log } = options;
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: settings.maxMessageBytes,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });

  const connect = (webSocket: WebSocket, socket: Socket, request: IncomingMessage) => {
    // Before all else: `ws` throws errors that nobody listens to.
    webSocket.on("error", (err) => log.info({ err }, "a WebSocket failed"));
    if (webSocket.protocol !== SUBPROTOCOL) return webSocket.close(CLOSE.subprotocol, "Subprotocol not acceptable");
    let alive = true;
    const leave = sessions.add({
      beat() {
        if (!alive) return webSocket.terminate();
        alive = false;
        webSocket.ping();
      },
      comeBack: () => connection.close(CLOSE.restart, "Service restart"),
    });
    if (leave === undefined) return webSocket.close(CLOSE.tooSlow, "Try again later");
    const connection = new Connection(
      {
        send: (data) => webSocket.send(data),
        close(code, reason) {
          webSocket.close(code, reason);
        },
        get buffered() {
          return webSocket.bufferedAmount;
        },
      },
      { headers: request.headers, clientAddress: socket.remoteAddress ?? "" },
      options,
    );
    webSocket.on("message", (data, isBinary) => {
      alive = true;
      connection.receive(data.toString(), isBinary);
    });
    webSocket.on("pong", () => {
      alive = true;
    });
    webSocket.on("close", () => {
      leave();
      connection.closed();
    });
    socket.on("drain", () => connection.drained());
  };

  app.server.on("upgrade", (request, socket: Socket, head) => {
    const [path] = (request.url ?? "").split("?");
    if (path !== PATH) return refuse(socket, "404 Not Found");
    if (!isAllowedOrigin(request.headers, origins)) return refuse(socket, "403 Forbidden");
    server.handleUpgrade(request, socket, head, (webSocket) => connect(webSocket, socket, request));
  });
}

const refuse = (socket: Socket, status: string) =>
  void socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
