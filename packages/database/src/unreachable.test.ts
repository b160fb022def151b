import { expect, test } from "vitest";
import { createPrismaAdapter } from "./adapter.ts";
import { withConnection } from "./connection.ts";
import { startNetwork } from "./testing/network.ts";
import { scratchDatabase } from "./testing/scratch.ts";
import { isUnreachable } from "./unreachable.ts";

const query = (sql: string) => ({ sql, args: [], argTypes: [] });

/** What a statement failed with over one connection to a database, which something may happen to meanwhile. */
async function failureOf(sql: string, url: string, meanwhile?: (pid: number) => Promise<unknown>): Promise<unknown> {
  const adapter = createPrismaAdapter({ url, poolSize: 1, statementTimeout: 500, silenceTimeout: 1_000 });
  const connection = await adapter.connect();
  try {
    const { rows } =
      meanwhile === undefined ? { rows: [] } : await connection.queryRaw(query("SELECT pg_backend_pid()"));
    const failed = connection.queryRaw(query(sql)).then(
      () => undefined,
      (error: unknown) => error,
    );
    await meanwhile?.(Number(rows[0]?.[0]));
    return await failed;
  } finally {
    await adapter.close();
  }
}

test("a database that is not there, is gone, or takes no further connection is unreachable", async () => {
  await using database = await scratchDatabase();
  const network = await startNetwork(database.ownerUrl);
  const lost = await failureOf("SELECT 1", network.url, () => network.lose());
  await network[Symbol.asyncDispose]();
  const refused = await failureOf("SELECT 1", network.url);
  const ended = await failureOf("SELECT pg_sleep(10)", database.ownerUrl, (pid) =>
    withConnection(database.ownerUrl, (other) => other.query("SELECT pg_terminate_backend($1, 5000)", [pid])),
  );
  await withConnection(database.ownerUrl, (owner) =>
    owner.query(`ALTER DATABASE ${new URL(database.ownerUrl).pathname.slice(1)} CONNECTION LIMIT 0`),
  );
  const full = await failureOf("SELECT 1", database.serviceUrl);
  expect(Object.entries({ lost, refused, ended, full }).filter(([, error]) => !isUnreachable(error))).toEqual([]);
});

test("a statement that is wrong or takes too long says nothing of the way to its database", async () => {
  await using database = await scratchDatabase();
  const errors = [
    await failureOf("SELECT nothing", database.ownerUrl),
    await failureOf("SELECT pg_sleep(10)", database.ownerUrl),
    await failureOf("SELECT 1", `${database.ownerUrl}_that_is_not_there`),
  ];
  expect(errors.map((error) => [error instanceof Error, isUnreachable(error)])).toEqual(
    errors.map(() => [true, false]),
  );
});
