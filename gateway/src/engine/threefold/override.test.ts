import { compose, parseSubgraph, readSupergraph } from "@threefold/federation";
import { apolloPlanner } from "@threefold/federation/planner/apollo";
import { systemClock } from "@threefold/upstream";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { NO_CLAIMS } from "../../identity/identity.ts";
import { analyse } from "../../operation/analyse.ts";
import { createOperationCache } from "../../operation/cache.ts";
import { createDecideLabels } from "../../operation/decide-labels.ts";
import { createGuards } from "../../operation/guards.ts";
import { operationSchema } from "../../operation/schema.ts";
import { startDeadline } from "../../subgraph/deadline.ts";
import { startGateway } from "../../testing/gateway.ts";
import { startSubgraph, type TestSubgraph } from "../../testing/subgraph.ts";
import { createPrepareFor } from "./prepare-for.ts";

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override", "@shareable"])\n';
const BEFORE = `${LINK} type Query { item: Item } type Item @key(fields: "id") { id: ID! stock: String name: String }`;
const after = (label: string) => `${LINK} type Item @key(fields: "id") {
  id: ID! stock: String @override(from: "before", label: "${label}") name: String @override(from: "before", label: "names")
}`;

let old: TestSubgraph;
let young: TestSubgraph;
beforeAll(async () => {
  const item = { id: "1", stock: "as before", name: "as before" };
  old = await startSubgraph({ sdl: BEFORE, resolvers: { Query: { item: () => item } } });
  young = await startSubgraph({
    sdl: after("stock"),
    resolvers: { Item: { __resolveReference: () => ({ id: "1", stock: "as after", name: "as after" }) } },
  });
});
afterAll(async () => {
  await old?.[Symbol.asyncDispose]();
  await young?.[Symbol.asyncDispose]();
});

const moving = (label: string) =>
  compose([parseSubgraph("before", old.url, BEFORE), parseSubgraph("after", young.url, after(label))]).supergraphSdl;

describe("a field that moves by a percentage", () => {
  it.each([
    ["percent(0)", "as before"],
    ["percent(100)", "as after"],
  ])("is at %s the same for every request", async (label, stock) => {
    await using gateway = await startGateway(moving(label));
    for (let time = 0; time < 5; time++) {
      expect((await gateway.ask("{ item { stock } }")).data).toEqual({ item: { stock } });
    }
  });

  it("comes for so many of the requests from where it moves to, each time by a die", async () => {
    const thrown = [0.1, 0.8, 0.49, 0.5].values();
    const decideLabels = createDecideLabels(undefined, () => thrown.next().value ?? 0);
    await using gateway = await startGateway(moving("percent(50)"), { decideLabels });
    const answers: unknown[] = [];
    for (let time = 0; time < 4; time++) answers.push((await gateway.ask("{ item { stock } }")).data);
    expect(answers).toEqual(["as after", "as before", "as after", "as before"].map((stock) => ({ item: { stock } })));
  });
});

describe("a field that moves by a label", () => {
  it("stays where it was until a hook says that the label is on, for who asks", async () => {
    const asked: (readonly string[])[] = [];
    const decideLabels = createDecideLabels(async (labels, { headers }) => {
      asked.push(labels);
      return headers["x-ring"] === "inner" ? labels : [];
    });
    await using plain = await startGateway(moving("stock"));
    await using gateway = await startGateway(moving("stock"), { decideLabels });
    const inner = { headers: { "x-ring": "inner" } };
    expect((await plain.ask("{ item { stock } }")).data).toEqual({ item: { stock: "as before" } });
    expect((await gateway.ask("{ item { stock } }")).data).toEqual({ item: { stock: "as before" } });
    expect((await gateway.ask("{ item { stock } }", inner)).data).toEqual({ item: { stock: "as after" } });
    expect((await gateway.ask("{ item { stock } }")).data).toEqual({ item: { stock: "as before" } });
    // Of what it does not ask for, nothing is to be decided.
    expect((await gateway.ask("{ item { id } }", inner)).data).toEqual({ item: { id: "1" } });
    expect(asked).toEqual([["stock"], ["stock"], ["stock"]]);
  });

  it("is explained: which labels the plan depends on, and which of them were on", async () => {
    const decideLabels = createDecideLabels(() => ["names"]);
    await using gateway = await startGateway(moving("stock"), { decideLabels, explain: "everybody" });
    const ask = async (query: string) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, extensions: { explain: true } }),
      });
      return (await response.json()) as { data: unknown; extensions: { explain: { labels?: unknown } } };
    };
    const { data, extensions } = await ask("{ item { stock name } }");
    expect(data).toEqual({ item: { stock: "as before", name: "as after" } });
    expect(extensions.explain.labels).toEqual({ names: true, stock: false });
    expect((await ask("{ item { id } }")).extensions.explain.labels).toBeUndefined();
  });
});

it("a stream that goes on in another supergraph keeps the labels that it was opened with", async () => {
  const supergraph = readSupergraph(moving("stock"));
  const planOn = apolloPlanner(supergraph.sdl);
  const schema = operationSchema(supergraph, { plan: async (...asked) => planOn(...asked), close: async () => {} });
  const analysis = analyse("{ item { stock } }", undefined, schema);
  if (!analysis.ok) throw new Error("it is valid");
  const decideLabels = vi.fn(() => "stock");
  const prepareFor = createPrepareFor({
    cache: createOperationCache(1_000_000),
    guards: createGuards(),
    schema,
    decideLabels,
  });
  using deadline = startDeadline(60_000, systemClock);
  const policyRequest = { client: "ada", scopes: new Set<string>(), headers: {} };
  const sender = { claims: NO_CLAIMS, budget: "ada", policyRequest };
  const labelsWith = async (labels: Readonly<Record<string, boolean>> | undefined) => {
    const preparation = await prepareFor(analysis.operation, sender, "", { deadline, labels });
    return preparation.ok && preparation.operation.labels;
  };
  expect(await labelsWith({ stock: false })).toEqual({ stock: false });
  expect(decideLabels).not.toHaveBeenCalled();
  expect(await labelsWith(undefined)).toEqual({ stock: true });
});
