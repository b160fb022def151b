import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpServer, serve } from "@threefold/http-server";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { keepDeadlines } from "./deadline.ts";
import { serviceClient } from "./service-client.ts";

/** A service that never answers, and tells what it is asked with. */
const products = createServer();
const metrics = createMetrics();
const app = createHttpServer({ logger: createLogger({ name: "orders", level: "silent" }), metrics });
let served: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  products.listen(0, "127.0.0.1");
  await once(products, "listening");
  const ask = serviceClient({
    service: "products",
    failure: "It cannot be asked.",
    url: `http://127.0.0.1:${(products.address() as AddressInfo).port}/graphql`,
    signer: { sign: async () => "signed" },
    metrics,
  });
  keepDeadlines(app);
  app.get("/quote", async (_request, reply) => {
    const failed = await ask("{ __typename }", {}, z.unknown()).catch((error: { code: string }) => error.code);
    return reply.send({ failed });
  });
  served = await serve(app, { host: "127.0.0.1", port: 0, metrics, metricsPort: 0 });
});
afterAll(async () => {
  await served.close();
  products.close();
});

test("another service is told how long whoever waits still waits, and is left when that is over", async () => {
  const asked = once(products, "request");
  const answer = fetch(`${served.url}/quote`, { headers: { "x-deadline-ms": "400" } });
  const [request, response] = await asked;
  expect(Number(request.headers["x-deadline-ms"])).toBeLessThanOrEqual(400);
  await once(response, "close");
  expect(await (await answer).json()).toEqual({ failed: "SERVICE_UNAVAILABLE" });
});

test("without a deadline of the request's own it is told the client's", async () => {
  const asked = once(products, "request");
  const leaving = new AbortController();
  const answer = fetch(`${served.url}/quote`, { signal: leaving.signal }).catch(() => {});
  const [request, response] = await asked;
  expect(request.headers["x-deadline-ms"]).toBe("3000");
  response.end("no JSON");
  leaving.abort();
  await answer;
});
