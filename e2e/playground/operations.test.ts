import { readOperations } from "@threefold/playground/files";
import { fillVariables } from "@threefold/playground/lookup";
import { expect, inject, test, vi } from "vitest";
import { processes } from "../../topology.ts";
import { ask, signIn } from "../system/client.ts";

/**
 * SQL statements that each operation causes in all subgraphs together: one for each list or kind of reference that a level
 * of the query needs, however many rows there are. A number that grows says that something is read row by row.
 */
const STATEMENTS: Readonly<Record<string, number>> = {
  "three-subgraphs": 5,
  "product-page": 6,
  "search-as-you-type": 3,
  "category-tree": 3,
  "seller-page": 4,
  "best-and-worst-reviews": 5,
  "shipping-estimate": 1,
  "my-orders": 4,
  "order-in-detail": 7,
  "my-cart": 5,
  "add-to-cart": 6,
  "place-order": 18,
  "staff-desk": 6,
  // Answered whole, since it is asked for in JSON.
  "deferred-page": 5,
};

// Subscriptions are run by e2e/pages, where something is bought for them.
const operations = (await readOperations()).filter(({ kind }) => kind !== "subscription");

test.each(operations.map((operation) => [operation.id, operation] as const))(
  "%s answers, in as many statements as it needs",
  async (id, operation) => {
    const token = operation.as === "anonymous" ? undefined : await signIn(operation.as);
    const variables = await fillVariables(operation, async (query) => (await ask(query, {}, { token })).data);
    const before = await statements();
    const { status, data, errors } = await ask(operation.text, variables, { token });
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    expect(data).toBeTruthy();
    await vi.waitFor(async () => expect((await statements()) - before).toBe(STATEMENTS[id]), 10_000);
  },
);

/** All statements that GraphQL requests have caused so far, as the subgraphs count them. */
async function statements(): Promise<number> {
  const { portBase } = inject("system");
  const counts = await Promise.all(
    [processes.products, processes.users, processes.orders].map(async ({ metricsPort }) => {
      const text = await (await fetch(`http://127.0.0.1:${portBase + metricsPort}/metrics`)).text();
      return Number(/^sql_statements_total\{route="\/graphql"\} (\d+)$/m.exec(text)?.[1] ?? 0);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
