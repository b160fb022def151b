import { parseSubgraph } from "@threefold/federation";
import { expect, test } from "vitest";
import { secondOpinion } from "./second-opinion.ts";

const subgraphs = (type: string) => [parseSubgraph("shop", "http://shop", `type Query { thing: ${type} }`)];

test.each([
  { what: "both compose", type: "String", composes: true, told: [] },
  { what: "neither composes", type: "Nothing", composes: false, told: [] },
  { what: "only the first composes", type: "Nothing", composes: true, told: [/rejects what/] },
  { what: "only the other composes", type: "String", composes: false, told: [/accepts what @apollo/] },
])("tells of another composer only where it disagrees: $what", async ({ type, composes, told }) => {
  const findings = await secondOpinion(subgraphs(type), composes);
  expect(findings.map(({ code, message }) => ({ code, message }))).toEqual(
    told.map((message) => ({ code: "SECOND_OPINION_DISAGREES", message: expect.stringMatching(message) })),
  );
});
