import { expect, test } from "vitest";
import { createPrismaAdapter } from "./adapter.ts";
import { withConnection } from "./connection.ts";
import { recordStatements, type Statement } from "./statements.ts";
import { scratchDatabase } from "./testing/scratch.ts";

const query = (sql: string) => ({ sql, args: [], argTypes: [] });

test("recordings of requests that run at once do not mix, and an outer one hears of an inner one", async () => {
  await using database = await scratchDatabase();
  const adapter = createPrismaAdapter({ url: database.serviceUrl, poolSize: 2 });
  const connection = await adapter.connect();
  const request = (name: string) =>
    recordStatements(async () => {
      await connection.queryRaw(query(`SELECT '${name}' FROM generate_series(1, 3)`));
      await connection.executeRaw(query(`SELECT '${name} again' FROM pg_sleep(0.01)`));
    });
  const outer = await recordStatements(() => Promise.all([request("Ada"), request("Sol"), request("Stan")]));
  for (const [index, name] of ["Ada", "Sol", "Stan"].entries()) {
    const inner = outer.result[index];
    expect(inner?.statements.map(({ rows }) => rows)).toEqual([3, 1]);
    expect(inner?.statements.every(({ sql }) => sql.includes(`'${name}`))).toBe(true);
  }
  expect(outer.statements).toHaveLength(6);
  await adapter.close();
});

test("statements of transactions are told, also those that fail, and their BEGIN and COMMIT are not", async () => {
  await using database = await scratchDatabase();
  const told: Statement[] = [];
  const adapter = createPrismaAdapter({
    url: database.ownerUrl,
    poolSize: 1,
    onStatement: (statement) => told.push(statement),
  });
  const connection = await adapter.connect();
  const transaction = await connection.startTransaction("SERIALIZABLE");
  await transaction.executeRaw(query("CREATE TABLE lamp AS SELECT generate_series(1, 4) AS id"));
  await transaction.createSavepoint?.("before");
  await expect(transaction.queryRaw(query("SELECT * FROM lmap"))).rejects.toThrow();
  await transaction.rollbackToSavepoint?.("before");
  await transaction.queryRaw(query("SELECT id, id + 1 AS next FROM lamp"));
  await transaction.executeRaw(query("COMMIT"));
  await transaction.commit();
  expect(told.map(({ sql, rows, values }) => [sql.split(" ")[0], rows, values])).toEqual([
    ["CREATE", 4, 0],
    ["SELECT", 0, 0],
    ["SELECT", 4, 8],
  ]);
  await adapter.close();
});

test("a connection that the server ends when the client has left ends nothing, and another is made", async () => {
  await using database = await scratchDatabase();
  const adapter = createPrismaAdapter({ url: database.ownerUrl, poolSize: 1 });
  const pid = async () => {
    const connection = await adapter.connect();
    const { rows } = await connection.queryRaw(query("SELECT pg_backend_pid()"));
    await connection.dispose();
    return Number(rows[0]?.[0]);
  };
  const first = await pid();
  await withConnection(database.ownerUrl, async (other) => {
    await other.query("SELECT pg_terminate_backend($1, 5000)", [first]);
  });
  // What the server said on the connection is read by now.
  await new Promise((resolve) => setImmediate(resolve));
  expect(await pid()).not.toBe(first);
  await adapter.close();
});

test("a statement that takes too long is cancelled, and the connection is used again", async () => {
  await using database = await scratchDatabase();
  const adapter = createPrismaAdapter({
    url: database.serviceUrl,
    poolSize: 1,
    statementTimeout: 20,
    applicationName: "lamps",
  });
  const connection = await adapter.connect();
  await expect(connection.queryRaw(query("SELECT pg_sleep(30)"))).rejects.toMatchObject({
    cause: { originalCode: "57014" },
  });
  expect((await connection.queryRaw(query("SHOW application_name"))).rows).toEqual([["lamps"]]);
  await adapter.close();
});

test("a moment is the same whatever time zone the server is set to", async () => {
  await using database = await scratchDatabase();
  await withConnection(database.ownerUrl, async (owner) => {
    const { rows } = await owner.query("SELECT current_database() AS name");
    await owner.query(`ALTER DATABASE ${rows[0].name} SET timezone TO 'Pacific/Auckland'`);
  });
  const url = new URL(database.serviceUrl);
  // As a person writes it, who has none.
  url.searchParams.delete("options");
  const adapter = createPrismaAdapter({ url: url.href, poolSize: 1 });
  const connection = await adapter.connect();
  const { rows } = await connection.queryRaw(query("SELECT TIMESTAMPTZ '2026-07-01T12:00:00Z'"));
  expect(rows).toEqual([["2026-07-01T12:00:00+00:00"]]);
  await adapter.close();
});
