import type { ListeningConnection } from "./connection.ts";

/** What a pruning came to. */
export interface Pruning {
  readonly removed: number;
  /** When the oldest event happened that should be gone and is not, because the time was up; undefined where none is left. */
  readonly oldestLeft: Date | undefined;
}

/** Events that one statement removes: it must end in its time, and those who read on the same connection wait for it. */
const BATCH = 1_000;

/**
 * Removes what is older, in batches, until none is left or the time is up: what is left then, the next call removes. Several
 * processes may do it at once.
 */
export async function prune(
  connection: ListeningConnection,
  { hours, withinMs }: { readonly hours: number; readonly withinMs: number },
): Promise<Pruning> {
  const end = performance.now() + withinMs;
  for (let removed = 0; ; ) {
    const count = await removeBatch(connection, hours);
    removed += count;
    if (count < BATCH) return { removed, oldestLeft: undefined };
    if (performance.now() >= end) return { removed, oldestLeft: await oldestOf(connection, hours) };
  }
}

async function removeBatch(connection: ListeningConnection, hours: number): Promise<number> {
  const [row] = await connection.query<{ count: number }>(
    `WITH old AS (
       SELECT position FROM event_log WHERE at < now() - $1 * interval '1 hour' ORDER BY at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
     ), gone AS (
       DELETE FROM event_log USING old WHERE event_log.position = old.position RETURNING 1
     )
     SELECT count(*)::int AS count FROM gone`,
    [hours],
  );
  return row?.count ?? 0;
}

async function oldestOf(connection: ListeningConnection, hours: number): Promise<Date | undefined> {
  const [row] = await connection.query<{ at: Date }>(
    "SELECT at FROM event_log WHERE at < now() - $1 * interval '1 hour' ORDER BY at LIMIT 1",
    [hours],
  );
  return row?.at;
}
