import { SUPERUSER } from "./cluster.ts";

/**
 * The way into a database of an embedded server. It says that there is no TLS, for a shell whose `PGSSLMODE` wants
 * it of other servers.
 */
export function urlOf(port: number, database: string, user: string, password: string): string {
  const [name, secret, path] = [user, password, database].map(encodeURIComponent);
  return `postgresql://${name}:${secret}@127.0.0.1:${port}/${path}?sslmode=disable`;
}

export const adminUrlOf = (port: number, password: string) => urlOf(port, "postgres", SUPERUSER, password);
