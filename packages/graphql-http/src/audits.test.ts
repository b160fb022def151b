import { serverAudits } from "graphql-http";
import { expect, it } from "vitest";
import { startServer } from "./testing/server.ts";

/** A MAY of the audits: GET from a page elsewhere. CSRF prevention refuses it. */
const REFUSED_AS_FORGED = ["5A70", "6A70", "D6D5"];

it("the audits of graphql-http find no error and no warning", async () => {
  await using server = await startServer();
  const results: Record<string, string[]> = {};
  for (const audit of serverAudits({ url: server.url })) {
    const { status } = await audit.fn();
    results[status] = [...(results[status] ?? []), audit.id].sort();
  }
  const { ok = [], ...others } = results;
  expect(others).toEqual({ notice: REFUSED_AS_FORGED });
  expect(ok.length).toBeGreaterThan(50);
});
