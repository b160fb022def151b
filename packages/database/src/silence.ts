import { Socket } from "node:net";
import type { Client } from "pg";

/** A connection that was given up, because its database could not be heard any more. */
export class DatabaseSilent extends Error {
  override readonly name = "DatabaseSilent";
}

/**
 * Ends a connection on which nothing comes or goes for a while: then the network has lost it, which nobody tells either side.
 * TCP itself gives up what it has sent after a quarter of an hour, and waits for an answer for ever. What runs on the
 * connection fails. Called again, it changes the time.
 * @param client that is connected
 * @param ms longer than a connection that is well is ever silent: than a statement may take, or from one to the next
 */
export function endWhenSilent(client: Client, ms: number): void {
  const { stream } = client.connection;
  if (!(stream instanceof Socket)) return;
  stream.removeAllListeners("timeout");
  stream.setTimeout(ms, () => stream.destroy(new DatabaseSilent(`the database has been silent for ${ms} ms`)));
}

/** A connection that waits for an answer, however long that may take, is told within half a minute that the other side is gone. */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;
