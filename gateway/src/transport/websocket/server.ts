import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { type ClientAddressOf, refuseUpgrade } from "@threefold/http-server";
import type { FastifyInstance } from "fastify";
import { type WebSocket, WebSocketServer } from "ws";
import type { Session, Sessions } from "../../subscription/sessions.ts";
import { isAllowedOrigin } from "../origin.ts";
import { Connection } from "./connection.ts";
import { CLOSE } from "./messages.ts";
import type { ConnectionOptions, ConnectionSocket } from "./options.ts";
import { textFrame } from "./text-frame.ts";

export interface WebSocketOptions extends ConnectionOptions {
  readonly sessions: Sessions;
  /** Other origins whose pages may connect, or `*` for all; those of the gateway's own origin may. */
  readonly origins: readonly string[] | "*";
  readonly clientAddressOf: ClientAddressOf;
}

const PATH = "/graphql";
const SUBPROTOCOL = "graphql-transport-ws";

/** Serves operations of every kind over WebSockets at the path of GraphQL. */
export function addWebSocket(app: FastifyInstance, options: WebSocketOptions): void {
  const { settings, sessions, origins, clientAddressOf, log } = options;
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
    const peer = { headers: request.headers, clientAddress: clientAddressOf(request) };
    const served = new ServedSocket(webSocket, socket, (own) => new Connection(own, peer, options));
    const leave = sessions.add(served);
    if (leave === undefined) return served.refuse();
    served.start(leave);
  };

  app.server.on("upgrade", (request, socket: Socket, head) => {
    const [path] = (request.url ?? "").split("?");
    if (path !== PATH) return refuseUpgrade(socket, "404 Not Found");
    if (!isAllowedOrigin(request.headers, origins)) return refuseUpgrade(socket, "403 Forbidden");
    server.handleUpgrade(request, socket, head, (webSocket) => connect(webSocket, socket, request));
  });
}

/** A client's socket, for the protocol and for what is done to all that lasts. One object of few closures: there are many. */
class ServedSocket implements ConnectionSocket, Session {
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #connection: Connection;
  #alive = true;

  constructor(webSocket: WebSocket, socket: Socket, connectionOf: (socket: ConnectionSocket) => Connection) {
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.#connection = connectionOf(this);
  }

  start(leave: () => void): void {
    const connection = this.#connection;
    this.#webSocket.on("message", (data, isBinary) => {
      this.#alive = true;
      connection.receive(data.toString(), isBinary);
    });
    this.#webSocket.on("pong", () => {
      this.#alive = true;
    });
    this.#webSocket.on("close", () => {
      leave();
      connection.closed();
    });
    this.#socket.on("drain", () => connection.drained());
  }

  refuse(): void {
    this.#connection.close(CLOSE.tooSlow, "Try again later");
  }

  beat(): void {
    if (this.#alive) this.#webSocket.ping();
    else this.#webSocket.terminate();
    this.#alive = false;
  }

  comeBack(): void {
    this.#connection.comeBack("Service restart");
  }

  cut(): void {
    if (this.#connection.isIdle) this.#webSocket.terminate();
  }

  write(data: string | Buffer): void {
    // Whole frames are all that `ws` writes as well, so that none comes into another.
    if (this.#webSocket.readyState === this.#webSocket.OPEN)
      this.#socket.write(typeof data === "string" ? textFrame(data) : data);
  }

  close(code: number, reason: string): void {
    this.#webSocket.close(code, reason);
  }

  get buffered(): number {
    return this.#socket.writableLength;
  }
}
