import { Readable } from "node:stream";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { expect, test } from "vitest";
import { createHttpServer } from "./create.ts";
import { serve } from "./serve.ts";

test("a server ends though somebody follows its events, whose stream ends whole", async () => {
  const metrics = createMetrics();
  const app = createHttpServer({ logger: createLogger({ name: "test", level: "silent" }), metrics });
  const source = new Readable({ read() {} });
  app.get("/", (_request, reply) => reply.type("text/event-stream").send(source));
  source.push("data: 1\n\n");
  const { url, close } = await serve(app, { host: "127.0.0.1", port: 0, metrics });
  // It keeps its connection, as browsers do.
  const answer = await fetch(url);
  const closed = close();
  expect(await answer.text()).toBe("data: 1\n\n");
  await closed;
  expect(source.destroyed).toBe(true);
});
