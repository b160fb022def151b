import { PrismaPg } from "@prisma/adapter-pg";
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
  Transaction,
} from "@prisma/driver-adapter-utils";
import pg from "pg";
import { assertInTime, cancelWhenLate } from "./deadline.ts";
import { endWhenSilent, KEEP_ALIVE } from "./silence.ts";
import { listener, type Statement } from "./statements.ts";

export interface PrismaAdapterOptions {
  url: string;
  /** Connections to the database at most. */
  poolSize: number;
  /** Milliseconds that a statement may take before PostgreSQL cancels it, and a transaction wait for the next; 10,000 unless given. */
  statementTimeout?: number;
  /** Milliseconds after which a connection is given up on which the database is not heard; 15,000 unless given. */
  silenceTimeout?: number;
  /** What the database calls this process, in its own lists. */
  applicationName?: string;
  /** Told of every statement that has ended, for metrics. */
  onStatement?: (statement: Statement) => void;
  /** Told of an idle connection that broke; the pool replaces it. */
  onConnectionLost?: (error: Error) => void;
}

/** For `new PrismaClient({ adapter })`. */
export interface PrismaAdapter extends SqlDriverAdapterFactory {
  /** Closes the connections, after the client's `$disconnect`. */
  close(): Promise<void>;
}

/** A pool of connections to a subgraph's database, behind Prisma's driver interface, whose statements can be observed and end with their request. */
export function createPrismaAdapter(options: PrismaAdapterOptions): PrismaAdapter {
  const { statementTimeout = 10_000, silenceTimeout = 15_000 } = options;
  const pool = new pg.Pool({
    ...KEEP_ALIVE,
    connectionString: options.url,
    max: options.poolSize,
    // Prisma leaves the zone out of the times that it reads and writes: unless it is this one, SQL sees other moments.
    options: "-c timezone=UTC",
    application_name: options.applicationName ?? "threefold",
    statement_timeout: statementTimeout,
    // Of a client that the network has lost, PostgreSQL hears nothing: it would hold the client's locks for hours.
    idle_in_transaction_session_timeout: statementTimeout,
    connectionTimeoutMillis: 5_000,
    // Before it is silent for longer than it may be.
    idleTimeoutMillis: Math.min(10_000, (silenceTimeout * 2) / 3),
    // A process that has nothing else to do may end.
    allowExitOnIdle: true,
  });
  // The pool listens to its idle connections, and to those that it is letting go no more: one that the server ends at
  // that moment would end this process.
  pool.on("connect", (client) => {
    client.on("error", () => {});
    endWhenSilent(client, silenceTimeout);
  });
  // Prisma listens to the pool only while a client is connected: one of its connections that breaks before or after is no reason
  // to end.
  pool.on("error", () => {});
  cancelWhenLate(pool, options.url);
  const factory = new PrismaPg(pool, { onPoolError: options.onConnectionLost ?? (() => {}) });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => observeAdapter(await factory.connect(), options.onStatement),
    close: () => pool.end(),
  };
}

type OnStatement = ((statement: Statement) => void) | undefined;

function observeAdapter(adapter: SqlDriverAdapter, onStatement: OnStatement): SqlDriverAdapter {
  return {
    ...observe(adapter, onStatement),
    executeScript: (script) => adapter.executeScript(script),
    startTransaction: async (isolation) => observeTransaction(await adapter.startTransaction(isolation), onStatement),
    getConnectionInfo: () => adapter.getConnectionInfo?.() ?? { supportsRelationJoins: true },
    dispose: () => adapter.dispose(),
  };
}

function observeTransaction(transaction: Transaction, onStatement: OnStatement): Transaction {
  return {
    ...observe(transaction, onStatement),
    options: transaction.options,
    commit: () => transaction.commit(),
    rollback: () => transaction.rollback(),
    createSavepoint: async (name) => transaction.createSavepoint?.(name),
    rollbackToSavepoint: async (name) => transaction.rollbackToSavepoint?.(name),
    releaseSavepoint: async (name) => transaction.releaseSavepoint?.(name),
  };
}

/** Here and not in the pool: a call still belongs to the request that made it, which a connection does not. */
function observe(queryable: SqlQueryable, onStatement: OnStatement): SqlQueryable {
  return {
    provider: queryable.provider,
    adapterName: queryable.adapterName,
    queryRaw: (query) =>
      timed(
        query,
        onStatement,
        () => queryable.queryRaw(query),
        ({ rows, columnNames }) => ({ rows: rows.length, values: rows.length * columnNames.length }),
      ),
    executeRaw: (query) =>
      timed(
        query,
        onStatement,
        () => queryable.executeRaw(query),
        (rows) => ({ rows, values: 0 }),
      ),
  };
}

const TRANSACTION_CONTROL = /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION)\b/i;

async function timed<Result>(
  query: SqlQuery,
  onStatement: OnStatement,
  run: () => Promise<Result>,
  givenBy: (result: Result) => Pick<Statement, "rows" | "values">,
): Promise<Result> {
  if (TRANSACTION_CONTROL.test(query.sql)) return run();
  assertInTime();
  const tell = listener(onStatement);
  if (!tell) return run();
  const start = performance.now();
  let given = { rows: 0, values: 0 };
  try {
    const result = await run();
    given = givenBy(result);
    return result;
  } finally {
    tell({ sql: query.sql, ms: performance.now() - start, ...given });
  }
}
