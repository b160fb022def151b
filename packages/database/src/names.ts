import pg from "pg";

/** A name as SQL wants it. */
export const identifier = pg.escapeIdentifier;
/** A text as SQL wants it, where a statement takes no parameters. */
export const literal = pg.escapeLiteral;

/** Runs migrations and owns the tables of a database. */
export const ownerOf = (database: string) => `${database}_owner`;
/** Reads and writes the rows of a database, and nothing else. */
export const serviceOf = (database: string) => `${database}_service`;

/** A server's URL with another database, and another user when one is named. */
export function urlFor(server: string, database: string, user?: string, password?: string): string {
  const url = new URL(server);
  url.pathname = `/${encodeURIComponent(database)}`;
  if (user !== undefined) url.username = encodeURIComponent(user);
  if (password !== undefined) url.password = encodeURIComponent(password);
  return url.href;
}

/** Where a server is, for people: its host and port, or the folder of its socket. */
export function placeOf(server: string): string {
  const { host, searchParams } = new URL(server);
  return searchParams.get("host") ?? host;
}
