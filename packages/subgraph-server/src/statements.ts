import { once } from "node:events";
import { recordStatements } from "@threefold/database";
import type { HttpServer } from "@threefold/http-server";
import type { Metrics } from "@threefold/telemetry";

/** Counts the SQL statements that each request caused, by route: what a query costs the database, seen from outside. */
export function countStatements(app: HttpServer, metrics: Metrics): void {
  app.addHook("preHandler", (request, reply, done) => {
    const answered = recordStatements(async () => {
      const closed = once(reply.raw, "close");
      // What comes after in the request's way is called from here, and so recorded.
      done();
      await closed;
    });
    const route = request.routeOptions.url ?? "none";
    void answered.then(({ statements }) => metrics.statements.inc({ route }, statements.length));
  });
}
