import { readOperations } from "@threefold/playground/files";
import { fillVariables } from "@threefold/playground/lookup";
import { expect, inject, test } from "vitest";
import { ask } from "../system/client.ts";

interface Explained {
  readonly extensions: {
    readonly explain: {
      readonly redacted: boolean;
      readonly plan: { readonly text: string };
      readonly cost: { readonly estimated: number; readonly actual: number };
      readonly fetches: readonly {
        readonly subgraph: string;
        readonly representations?: { readonly needed: number; readonly sent: number };
        readonly statements: { readonly count: number; readonly ms: number; readonly list: readonly { sql: string }[] };
      }[];
    };
  };
}

async function operation(id: string) {
  const found = (await readOperations()).find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no operation ${id}`);
  const variables = await fillVariables(found, async (query) => (await ask(query)).data);
  return { query: found.text, variables };
}

test("an explained operation names every request and every SQL statement behind it", async () => {
  const response = await fetch(`${inject("system").gateway}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...(await operation("three-subgraphs")), extensions: { explain: true } }),
  });
  expect(response.headers.get("cache-control")).toBe("private, no-store");
  const { explain } = ((await response.json()) as Explained).extensions;
  expect(explain.redacted).toBe(false);
  expect(new Set(explain.fetches.map(({ subgraph }) => subgraph))).toEqual(new Set(["products", "users", "orders"]));
  // As many as the subgraphs count in e2e/playground.
  expect(explain.fetches.reduce((sum, { statements }) => sum + statements.count, 0)).toBe(5);
  for (const { statements } of explain.fetches) {
    expect(statements.list).toHaveLength(statements.count);
    for (const { sql } of statements.list) expect(sql).toMatch(/^SELECT/i);
  }
  expect(explain.cost.actual).toBeGreaterThan(0);
  expect(explain.cost.estimated).toBeGreaterThanOrEqual(explain.cost.actual);
  expect(explain.plan.text).toMatch(/^Sequence\n {2}Fetch products/);
  for (const { representations } of explain.fetches) {
    if (representations) expect(representations.sent).toBeLessThanOrEqual(representations.needed);
  }
});

test("subgraphs tell nobody else: a client that asks them itself learns of no statement", async () => {
  const { portBase } = inject("system");
  const response = await fetch(`http://127.0.0.1:${portBase + 1}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-threefold-explain": "text" },
    body: JSON.stringify({ query: "{ __typename }", extensions: { explain: true } }),
  });
  expect(await response.json()).toEqual({ data: { __typename: "Query" } });
});
