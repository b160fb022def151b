import { expect, test } from "vitest";
import { createMetrics, noMetrics } from "./metrics.ts";

test("what requests do with SQL is told where it is asked for, and not even named elsewhere", async () => {
  const counting = createMetrics({ countsSql: true });
  counting.statements.inc({ route: "/graphql" }, 3);
  expect(await counting.registry.metrics()).toContain('sql_statements_total{route="/graphql"} 3');
  const plain = createMetrics();
  plain.statements.inc({ route: "/graphql" }, 3);
  expect(await plain.registry.metrics()).not.toContain("sql_");
  expect([counting, plain, noMetrics()].map(({ countsSql }) => countsSql)).toEqual([true, false, false]);
});

test("where nobody reads them, nothing is measured", async () => {
  const metrics = noMetrics();
  metrics.httpDuration.observe({ method: "GET", route: "/", status: "200" }, 1);
  metrics.operations.inc({ type: "query", outcome: "ok" });
  expect(await metrics.registry.metrics()).toBe("\n");
  expect(metrics.areRead).toBe(false);
});
