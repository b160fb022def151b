import type { Operation } from "./operation.ts";

/** Sends a query to the running system as the operation's person, and gives the answer's `data`. */
export type Ask = (query: string) => Promise<unknown>;

/**
 * An operation's variables as they can be sent: those in its file, and those that the running system has to be asked for.
 * @throws Error that names the variable for which the system had no value
 */
export async function fillVariables(operation: Operation, ask: Ask): Promise<Record<string, unknown>> {
  const found = await Promise.all(
    operation.lookups.map(async ({ variable, query }) => {
      const value = firstLeaf(await ask(query));
      if (value === undefined) throw new Error(`${operation.id}: ${query} found no value for $${variable}`);
      return [variable, value] as const;
    }),
  );
  return { ...operation.variables, ...Object.fromEntries(found) };
}

/** The first scalar in an answer, going down its first fields and first elements. Undefined when the way ends before. */
function firstLeaf(value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  return typeof value === "object" ? firstLeaf(Object.values(value)[0]) : value;
}
