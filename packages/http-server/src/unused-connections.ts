import type { Server } from "node:http";
import type { Socket } from "node:net";

/** How long a connection may be silent that comes while the server ends. */
const GRACE_MS = 1_000;

/**
 * Knows the connections of a server that have sent nothing yet. Clients open some ahead of need, and Node counts them as busy
 * until its `headersTimeout`: a server that ends would wait a minute for them.
 * @returns what closes them, and those that come later and stay silent
 */
export function trackUnusedConnections(server: Server): () => void {
  const sockets = new Set<Socket>();
  let ending = false;
  const closeUnused = (socket: Socket) => {
    if (socket.bytesRead === 0) socket.destroy();
  };
  server.on("connection", (socket) => {
    sockets.add(socket);
    const timer = ending ? setTimeout(closeUnused, GRACE_MS, socket) : undefined;
    socket.once("close", () => {
      clearTimeout(timer);
      sockets.delete(socket);
    });
  });
  return () => {
    ending = true;
    for (const socket of sockets) closeUnused(socket);
  };
}
