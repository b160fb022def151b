/**
 * The environment of PostgreSQL's own programs: what a shell says of other servers (`PGPORT`, `PGDATESTYLE`, `PGCLIENTENCODING`)
 * would be settings of this one.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith("PG"));
  return { ...Object.fromEntries(others), LC_ALL: "C" };
}
