import { expect, test } from "vitest";
import { createPrismaAdapter } from "./adapter.ts";
import { runUntil } from "./deadline.ts";
import { eventually } from "./testing/eventually.ts";
import { column, scratchDatabase } from "./testing/scratch.ts";

const query = (sql: string) => ({ sql, args: [], argTypes: [] });
const SLEEPING = "SELECT count(*)::int FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'";

/** A database with a pool of one connection, so that what one request leaves behind the next one finds. */
async function startDatabase() {
  const database = await scratchDatabase();
  const adapter = createPrismaAdapter({ url: database.ownerUrl, poolSize: 1, applicationName: "late" });
  return {
    adapter,
    connection: await adapter.connect(),
    sleeping: (count: number) => eventually(() => column(database.ownerUrl, SLEEPING), [count]),
    async [Symbol.asyncDispose]() {
      await adapter.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

test("a statement whose deadline passes is cancelled in the database, and its connection is used again", async () => {
  await using database = await startDatabase();
  const { connection } = database;
  const deadline = new AbortController();
  const asleep = runUntil(deadline.signal, () => connection.queryRaw(query("SELECT pg_sleep(60)")));
  const waiting = runUntil(deadline.signal, () => connection.queryRaw(query("SELECT 'waited for the connection'")));
  const other = connection.queryRaw(query("SELECT pg_backend_pid(), 'of another request'"));
  await database.sleeping(1);
  deadline.abort();
  await expect(asleep).rejects.toMatchObject({ cause: { originalCode: "57014" } });
  await expect(waiting).rejects.toThrow("The time of the request was over");
  const [pid] = (await other).rows[0] ?? [];
  expect((await connection.queryRaw(query("SELECT pg_backend_pid()"))).rows).toEqual([[pid]]);
  await database.sleeping(0);
});

test("a transaction whose deadline passes is rolled back, and leaves nothing open", async () => {
  await using database = await startDatabase();
  const { connection } = database;
  await connection.executeRaw(query("CREATE TABLE lamp (id int)"));
  const deadline = new AbortController();
  await runUntil(deadline.signal, async () => {
    const transaction = await connection.startTransaction();
    await transaction.executeRaw(query("INSERT INTO lamp VALUES (1)"));
    const asleep = transaction.queryRaw(query("SELECT pg_sleep(60)"));
    await database.sleeping(1);
    deadline.abort();
    await expect(asleep).rejects.toMatchObject({ cause: { originalCode: "57014" } });
    await expect(transaction.executeRaw(query("INSERT INTO lamp VALUES (2)"))).rejects.toThrow("was over");
    await transaction.executeRaw(query("ROLLBACK"));
    await transaction.rollback();
    await expect(connection.queryRaw(query("SELECT 1"))).rejects.toThrow("was over");
  });
  expect((await connection.queryRaw(query("SELECT * FROM lamp"))).rows).toEqual([]);
});
