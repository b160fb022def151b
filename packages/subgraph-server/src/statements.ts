import { once } from "node:events";
import { recordStatements, type Statement } from "@threefold/database";
import type { HttpServer } from "@threefold/http-server";
import type { Metrics } from "@threefold/telemetry";

/**
 * Counts the SQL statements that each request caused, and what they gave, by route: what a query costs the database, seen from outside.
 * Where `metrics` are not told to count them, nothing is done.
 */
export function countStatements(app: HttpServer, metrics: Metrics): void {
  if (!metrics.countsSql) return;
  app.addHook("preHandler", (request, reply, done) => {
    const answered = recordStatements(async () => {
      const closed = once(reply.raw, "close");
      // What comes after in the request's way is called from here, and so recorded.
      done();
      await closed;
    });
    const route = request.routeOptions.url ?? "none";
    void answered.then(({ statements }) => {
      metrics.statements.inc({ route }, statements.length);
      metrics.rows.inc({ route }, total(statements, "rows"));
      metrics.values.inc({ route }, total(statements, "values"));
    });
  });
}

const total = (statements: readonly Statement[], what: "rows" | "values"): number =>
  statements.reduce((sum, statement) => sum + statement[what], 0);
