import { once } from "node:events";
import { connect } from "node:net";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { expect, test } from "vitest";
import { createHttpServer } from "./create.ts";
import { serve } from "./serve.ts";

test("a server ends at once, though a client has a connection that it never used", async () => {
  const metrics = createMetrics();
  const app = createHttpServer({ logger: createLogger({ name: "test", level: "silent" }), metrics });
  const { url, close } = await serve(app, { host: "127.0.0.1", port: 0, metrics });
  const accepted = once(app.server, "connection");
  const unused = connect(Number(new URL(url).port), "127.0.0.1");
  await accepted;
  const closed = once(unused, "close");
  await close();
  await closed;
  expect(unused.bytesWritten).toBe(0);
});
