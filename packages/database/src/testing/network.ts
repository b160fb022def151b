import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A network between a client and a database's server. */
export interface Network extends AsyncDisposable {
  /** The database as it is reached by this network. */
  readonly url: string;
  /**
   * Loses everything that is sent from now on over the connections that there are, and tells nobody. Others can be made.
   * Resolves when something was lost.
   */
  lose(): Promise<void>;
}

export async function startNetwork(url: string): Promise<Network> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
  };
  // Half open, so that the end of one side is lost as well.
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const database = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    for (const socket of [client, database]) keep(socket);
    client.pipe(database).pipe(client);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const reached = new URL(url);
  reached.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: reached.href,
    lose() {
      const { promise, resolve } = Promise.withResolvers<void>();
      for (const socket of sockets) {
        socket
          .unpipe()
          .on("data", () => resolve())
          .resume();
      }
      return promise;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
