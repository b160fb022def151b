import { createLogger, createMetrics } from "@threefold/telemetry";
import { expect, test } from "vitest";
import { createHttpServer } from "./create.ts";

test("a process whose database does not answer says in time that it is not ready", async () => {
  const logger = createLogger({ name: "test", level: "silent" });
  const database = () => new Promise(() => {});
  await using app = createHttpServer({ logger, metrics: createMetrics(), checks: { database } });
  const answer = await app.inject("/health/ready");
  expect(answer.statusCode).toBe(503);
  expect(answer.json()).toMatchObject({ checks: { database: { status: "down", detail: "no answer in 2000 ms" } } });
});
