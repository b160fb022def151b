import { networkInterfaces } from "node:os";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { expect, it } from "vitest";
import { createHttpServer, serve } from "./index.ts";

const hasIPv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === "::1"));

const open = (host: string) => {
  const metrics = createMetrics();
  const app = createHttpServer({ logger: createLogger({ name: "served", level: "silent" }), metrics });
  return serve(app, { host, port: 0, metrics, metricsPort: 0 });
};

it.skipIf(!hasIPv6)("on an IPv6 address it tells URLs that can be asked", async () => {
  await using listening = await open("::1");
  expect((await fetch(`${listening.url}/health/live`)).status).toBe(200);
  expect((await fetch(listening.metricsUrl ?? "")).status).toBe(200);
});

it("an address of another machine is told, and the variable that sets it", async () => {
  await expect(open("203.0.113.1")).rejects.toThrow("203.0.113.1 is no address of this machine: set HOST to one");
});
