import { withConnection } from "@threefold/database";
import { expect, vi } from "vitest";

/**
 * Lets requests meet in the database: they are begun while a row is locked, and let go when every one of them waits for it.
 * @param lock the statement that locks the row
 * @param begin begins the requests; each must come to want the row
 * @param meanwhile what happens while they wait, in the transaction that holds the row
 */
export async function meetAt<Answer>(
  url: string,
  lock: { readonly text: string; readonly values: unknown[] },
  begin: () => readonly Promise<Answer>[],
  meanwhile?: { readonly text: string; readonly values: unknown[] },
): Promise<Answer[]> {
  return withConnection(url, async (client) => {
    await client.query("BEGIN");
    await client.query(lock);
    const requests = begin();
    await vi.waitFor(
      async () => {
        // Else a transaction goes on seeing the processes that it saw first.
        await client.query("SELECT pg_stat_clear_snapshot()");
        const { rows } = await client.query<{ waiting: number }>(
          `SELECT count(DISTINCT pid)::int AS waiting FROM pg_locks JOIN pg_stat_activity USING (pid)
           WHERE NOT granted AND datname = current_database()`,
        );
        expect(rows[0]?.waiting).toBe(requests.length);
      },
      { interval: 5, timeout: 10_000 },
    );
    if (meanwhile) await client.query(meanwhile);
    await client.query("COMMIT");
    return Promise.all(requests);
  });
}
