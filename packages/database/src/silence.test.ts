import { expect, test } from "vitest";
import { createPrismaAdapter } from "./adapter.ts";
import { withConnection } from "./connection.ts";
import { runUntil } from "./deadline.ts";
import { startNetwork } from "./testing/network.ts";
import { column, scratchDatabase } from "./testing/scratch.ts";

const query = (sql: string) => ({ sql, args: [], argTypes: [] });

/** A pool of one connection to a database behind a network that can lose it. */
async function startPool() {
  const database = await scratchDatabase();
  const network = await startNetwork(database.ownerUrl);
  const adapter = createPrismaAdapter({ url: network.url, poolSize: 1, statementTimeout: 200, silenceTimeout: 400 });
  return {
    database,
    network,
    adapter,
    connection: await adapter.connect(),
    async [Symbol.asyncDispose]() {
      await network[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

test("a statement whose connection the network has lost fails, and the next one has another connection", async () => {
  await using pool = await startPool();
  const { connection, network, adapter } = pool;
  await connection.queryRaw(query("SELECT 1"));
  void network.lose();
  await expect(connection.queryRaw(query("SELECT 1"))).rejects.toThrow("the database has been silent for 400 ms");
  expect((await connection.queryRaw(query("SELECT 'another'"))).rows).toEqual([["another"]]);
  await adapter.close();
});

test("a request whose time is over is not kept by a connection that the network has lost", async () => {
  await using pool = await startPool();
  const { connection, network, adapter } = pool;
  await connection.queryRaw(query("SELECT 1"));
  const lost = network.lose();
  const deadline = new AbortController();
  const waiting = runUntil(deadline.signal, () => connection.queryRaw(query("SELECT 1")));
  await lost;
  deadline.abort();
  await expect(waiting).rejects.toThrow("silent");
  await adapter.close();
});

test("what a transaction has locked is free again when the network has lost its client", async () => {
  await using pool = await startPool();
  const { connection, network, database, adapter } = pool;
  const transaction = await connection.startTransaction();
  await transaction.executeRaw(query("SELECT pg_advisory_xact_lock(1)"));
  void network.lose();
  expect(await column(database.ownerUrl, "SELECT pg_advisory_xact_lock(1)")).toEqual([""]);
  await expect(transaction.queryRaw(query("SELECT 1"))).rejects.toThrow();
  await transaction.rollback();
  await adapter.close();
});

test("a connection for one purpose can be closed when the network has lost it", async () => {
  await using database = await scratchDatabase();
  await using network = await startNetwork(database.ownerUrl);
  const done = withConnection(network.url, async (client) => {
    await client.query("SELECT 1");
    void network.lose();
    return "done";
  });
  expect(await done).toBe("done");
});
