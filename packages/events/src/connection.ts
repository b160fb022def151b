import { setTimeout as pause } from "node:timers/promises";
import { endWhenSilent, KEEP_ALIVE } from "@threefold/database";
import type { Logger } from "@threefold/telemetry";
import pg from "pg";

export interface ConnectionOptions {
  readonly url: string;
  /** The channel to LISTEN to. */
  readonly channel: string;
  /** Called at each notification, and whenever a connection is there anew: what was said in between is lost. */
  readonly onNotified: () => void;
  /**
   * Milliseconds after which a connection is made anew on which the database is not heard. It must be longer than a statement
   * may take, and than it is from one to the next: on a connection that only listens, nothing would be missed.
   */
  readonly silenceMs: number;
  readonly logger: Logger;
}

export interface ListeningConnection {
  /**
   * Runs a statement that may be run twice, on this connection or on the one that comes after it.
   * @throws the database's error; ConnectionClosed when the connection is closed for good
   */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export class ConnectionClosed extends Error {
  override readonly name = "ConnectionClosed";
}

const MOST_WAIT_MS = 5_000;
/** Milliseconds in which a database that is there has closed a connection. */
const CLOSES_WITHIN_MS = 1_000;

/** A connection of its own that listens, and is made anew for as long as it takes when it breaks. */
export function keepListening({ url, channel, onNotified, silenceMs, logger }: ConnectionOptions): ListeningConnection {
  const closing = new AbortController();
  const { signal } = closing;
  // The connection that is there, or the one to come; undefined once there will be none.
  let current = Promise.withResolvers<pg.Client | undefined>();

  const connect = async (client: pg.Client) => {
    client.on("error", () => {});
    client.on("notification", onNotified);
    await client.connect();
    endWhenSilent(client, silenceMs);
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`);
  };

  const run = async () => {
    for (let failures = 0; !signal.aborted; ) {
      const client = new pg.Client({ ...SETTINGS, connectionString: url });
      const ended = new Promise<void>((resolve) => client.once("end", resolve));
      const end = () => {
        endWhenSilent(client, CLOSES_WITHIN_MS);
        client.end().catch(() => {});
      };
      try {
        await connect(client);
        failures = 0;
        // Only from here on: a client that is told to end while it connects never says that it has.
        signal.addEventListener("abort", end, { once: true });
        if (signal.aborted) end();
        else {
          current.resolve(client);
          onNotified();
        }
        await ended;
      } catch (error) {
        end();
        if (signal.aborted) break;
        failures += 1;
        logger.warn({ err: error }, "the event log's connection cannot be made");
        const ms = Math.min(MOST_WAIT_MS, 100 * 2 ** failures) * (0.5 + Math.random() / 2);
        await pause(ms, undefined, { signal }).catch(() => {});
      } finally {
        signal.removeEventListener("abort", end);
      }
      current.resolve(undefined);
      current = Promise.withResolvers();
    }
    current.resolve(undefined);
  };
  const running = run();

  return {
    async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) {
      while (!signal.aborted) {
        try {
          const client = await current.promise;
          if (client) return (await client.query<Row>(text, [...values])).rows;
        } catch (error) {
          // The server's own word on the statement; anything else means that the connection broke.
          if (error instanceof pg.DatabaseError && !isShutdown(error)) throw error;
        }
        // The end of a broken connection is told in a later turn of the event loop.
        await new Promise(setImmediate);
      }
      throw new ConnectionClosed("the event log is closed");
    },
    async close() {
      closing.abort();
      await running;
    },
  };
}

const SETTINGS = {
  ...KEEP_ALIVE,
  application_name: "events",
  connectionTimeoutMillis: 5_000,
  statement_timeout: 10_000,
};

/** Class 57, operator intervention: the server goes down, or ended this connection. */
const isShutdown = ({ code = "" }: pg.DatabaseError) => /^57P0[1-3]$/.test(code);
