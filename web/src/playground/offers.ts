import type { Operation } from "@threefold/playground";
import { fillVariables } from "@threefold/playground/lookup";
import { send } from "../graphql.ts";
import { operations } from "../operations.ts";
import type { Offer } from "./tabs.ts";

const LOOKUP_TIMEOUT_MS = 5_000;

/** All operations as tabs offer them, with what only the running system knows asked for now. */
export function offerOperations(): Promise<Offer[]> {
  return Promise.all(operations.map(offer));
}

async function offer(operation: Operation): Promise<Offer> {
  const variables = await variablesOf(operation);
  const text = Object.keys(variables).length === 0 ? "" : JSON.stringify(variables, null, 2);
  return { name: operation.name, query: operation.text.trimEnd(), variables: text };
}

/** Without an answer a variable stays empty, for the reader to fill in: the editor is there all the same. */
async function variablesOf(operation: Operation): Promise<Record<string, unknown>> {
  try {
    return await fillVariables(operation, ask);
  } catch {
    const empty = operation.lookups.map(({ variable }) => [variable, ""] as const);
    return { ...operation.variables, ...Object.fromEntries(empty) };
  }
}

const asked = new Map<string, Promise<unknown>>();

/** Several operations look the same thing up: it is asked for once. */
function ask(query: string): Promise<unknown> {
  const answer =
    asked.get(query) ?? send(query, { signal: AbortSignal.timeout(LOOKUP_TIMEOUT_MS) }).then(({ data }) => data);
  asked.set(query, answer);
  return answer;
}
