import pg from "pg";
import { DatabaseError, oneLine } from "./error.ts";

/**
 * Runs a function with one connection of its own, which is closed afterwards.
 * @throws DatabaseError when the server cannot be reached, naming host and database and never the password
 */
export async function withConnection<Result>(
  url: string,
  run: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = await connected(url).catch((error: unknown) => {
    const { host, pathname } = new URL(url);
    throw new DatabaseError(`the database ${pathname.slice(1)} at ${host} cannot be reached: ${oneLine(error)}`);
  });
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

/** Already making a client may fail: its URL may name a certificate's file that is not there. */
async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  return client;
}
