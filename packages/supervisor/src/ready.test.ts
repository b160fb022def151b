import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { awaitReady } from "./ready.ts";

/** A process whose health says one report after the other, and then the last one again and again. */
async function startReporting(...reports: readonly { readonly code: number; readonly users: "up" | "down" }[]) {
  let asked = 0;
  const server = createServer((_request, response) => {
    const report = reports[Math.min(asked, reports.length - 1)];
    asked += 1;
    const status = report?.code === 200 ? "ready" : "not ready";
    response.writeHead(report?.code ?? 404, { "content-type": "application/json" });
    response.end(JSON.stringify({ status, checks: { users: { status: report?.users } } }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/health/ready`,
    asked: () => asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

it("a system is not ready while its gateway serves without a subgraph", async () => {
  await using gateway = await startReporting(
    { code: 503, users: "down" },
    { code: 200, users: "down" },
    { code: 200, users: "up" },
  );
  await awaitReady(gateway.url, AbortSignal.timeout(10_000));
  expect(gateway.asked()).toBe(3);
});

it("a start that is given up says what is missing", async () => {
  await using gateway = await startReporting({ code: 200, users: "down" });
  const given = new AbortController();
  const waiting = awaitReady(gateway.url, given.signal);
  await expect.poll(gateway.asked).toBeGreaterThan(1);
  given.abort();
  await expect(waiting).rejects.toThrow(/not ready: .*"users":\{"status":"down"\}/);
});
