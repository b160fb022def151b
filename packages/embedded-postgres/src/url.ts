import { SUPERUSER } from "./cluster.ts";

/**
 * What clients take from the shell's variables where an URL does not say it: `PGSSLMODE`, `PGSSLNEGOTIATION`, `PGREPLICATION` and
 * `PGOPTIONS`, which are meant for other servers. An option of nothing but a space is none, and an empty one would be left out.
 */
const WHATEVER_THE_SHELL_SAYS = "sslmode=disable&sslnegotiation=postgres&replication=off&options=%20";

/** The way into a database of an embedded server, for clients in any shell. */
export function urlOf(port: number, database: string, user: string, password: string): string {
  const [name, secret, path] = [user, password, database].map(encodeURIComponent);
  return `postgresql://${name}:${secret}@127.0.0.1:${port}/${path}?${WHATEVER_THE_SHELL_SAYS}`;
}

export const adminUrlOf = (port: number, password: string) => urlOf(port, "postgres", SUPERUSER, password);
