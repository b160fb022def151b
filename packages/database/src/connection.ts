import pg from "pg";
import { DatabaseError, oneLine } from "./error.ts";
import { placeOf } from "./names.ts";
import { endWhenSilent, KEEP_ALIVE } from "./silence.ts";

/** Milliseconds in which a database that is there has closed a connection. */
const CLOSES_WITHIN_MS = 2_000;

/**
 * Runs a function with one connection of its own, which is closed afterwards.
 * @throws DatabaseError when the server cannot be reached, naming host and database and never the password
 */
export async function withConnection<Result>(
  url: string,
  run: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await connected(url).catch((error: unknown) => {
    const { pathname } = new URL(url);
    throw new DatabaseError(
      `the database ${pathname.slice(1)} at ${placeOf(url)} cannot be reached: ${oneLine(error)}`,
    );
  });
  try {
    return await run(client);
  } finally {
    endWhenSilent(client, CLOSES_WITHIN_MS);
    await client.end();
  }
}

/** Already making a client may fail: its URL may name a certificate's file that is not there. */
async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ ...KEEP_ALIVE, connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  return client;
}
