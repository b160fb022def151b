import { auditsOf, REFUSED_AS_FORGED } from "@threefold/subgraph-server/testing";
import { expect, test } from "vitest";
import { startTestUsers } from "./testing/index.ts";

test("the audits of graphql-http find no error and no warning in the users subgraph", async () => {
  // Some audits ask for the schema.
  await using users = await startTestUsers({ introspection: true });
  const { ok, others } = await auditsOf(`${users.url}/graphql`);
  expect(others).toEqual(REFUSED_AS_FORGED);
  expect(ok).toBeGreaterThan(50);
});
