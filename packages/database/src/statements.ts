import { AsyncLocalStorage } from "node:async_hooks";

/** An SQL statement that was run. */
export interface Statement {
  readonly sql: string;
  /** Milliseconds until its result was there, waiting for a connection counted in. */
  readonly ms: number;
  /** Rows that it gave, or changed when it gives none. 0 when it failed. */
  readonly rows: number;
  /** Values that it gave: of each row one for each column. */
  readonly values: number;
}

interface Recording {
  readonly statements: Statement[];
  /** A recording around this one hears of everything too. */
  readonly outer: Recording | undefined;
}

const recordings = new AsyncLocalStorage<Recording>();

/**
 * Runs a function and tells the SQL statements that it caused, also those in transactions and raw ones, in the order in
 * which they ended. What only begins, ends or marks a transaction (`BEGIN`, `COMMIT`, `SAVEPOINT`, …) is left out.
 */
export async function recordStatements<Result>(
  run: () => Promise<Result>,
): Promise<{ result: Result; statements: readonly Statement[] }> {
  const recording: Recording = { statements: [], outer: recordings.getStore() };
  const result = await recordings.run(recording, run);
  return { result, statements: recording.statements };
}

/** Who must be told of a statement that is about to run. Undefined: nobody. */
export function listener(onStatement?: (statement: Statement) => void): ((statement: Statement) => void) | undefined {
  const recording = recordings.getStore();
  if (!recording) return onStatement;
  return (statement) => {
    for (let each: Recording | undefined = recording; each; each = each.outer) each.statements.push(statement);
    onStatement?.(statement);
  };
}
