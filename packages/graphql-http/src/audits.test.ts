import { expect, it } from "vitest";
import { auditsOf, REFUSED_AS_FORGED } from "./testing/audits.ts";
import { startServer } from "./testing/server.ts";

it("the audits of graphql-http find no error and no warning", async () => {
  await using server = await startServer();
  const { ok, others } = await auditsOf(server.url);
  expect(others).toEqual(REFUSED_AS_FORGED);
  expect(ok).toBeGreaterThan(50);
});
