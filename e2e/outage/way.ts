import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a server that can be closed for good: then nobody listens there, as when the server's process has ended. */
export interface Way extends AsyncDisposable {
  readonly port: number;
  close(): Promise<void>;
}

/** Passes on what comes to a port of its own to another on this machine. */
export async function openWay(to: number): Promise<Way> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    // One that is cut off takes the other with it.
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    return socket;
  };
  const server = createServer((near) => {
    const far = keep(connect(to, "127.0.0.1"));
    keep(near).pipe(far).pipe(near);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return { port: (server.address() as AddressInfo).port, close, [Symbol.asyncDispose]: close };
}
