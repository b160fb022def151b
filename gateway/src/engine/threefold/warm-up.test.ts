import { compose, parseSubgraph, readSupergraph } from "@threefold/federation";
import { apolloPlanner } from "@threefold/federation/planner/apollo";
import { expect, it } from "vitest";
import { analyse } from "../../operation/analyse.ts";
import { createOperationCache } from "../../operation/cache.ts";
import { plan } from "../../operation/prepare.ts";
import { operationSchema } from "../../operation/schema.ts";
import { warmUp } from "./warm-up.ts";

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])\n';

function load(fields: string) {
  const subgraph = parseSubgraph("a", "http://127.0.0.1/a", `${link}type Query { ${fields} }`);
  const supergraph = readSupergraph(compose([subgraph]).supergraphSdl);
  const planOn = apolloPlanner(supergraph.sdl);
  const planned: string[] = [];
  const schema = operationSchema(supergraph, {
    plan: async (document) => {
      planned.push(document);
      return planOn(document);
    },
    close: async () => {},
  });
  return { supergraph, schema, planned };
}

it("plans for a new supergraph what clients used last, and asks nobody to wait for what it does not allow", async () => {
  const cache = createOperationCache(1_000_000);
  const before = load("a: Int b: Int c: Int");
  const prepare = async ({ supergraph, schema }: typeof before, document: string) => {
    const analysis = cache.analysis(supergraph.id, document, undefined, () => analyse(document, undefined, schema));
    return analysis.ok && cache.preparation(analysis.operation, "", "", "", () => plan(analysis.operation, "", schema));
  };
  for (const document of ["{ a }", "{ b }", "{ c }"]) await prepare(before, document);

  const after = load("a: Int c: Int");
  await warmUp(cache, after.supergraph, after.schema);
  expect(after.planned.map((text) => text.replace(/\s+/g, " "))).toEqual(["{ a }", "{ c }"]);
  await prepare(after, "{ c }");
  expect(after.planned).toHaveLength(2);
});

it("plans it with the labels that were on, one plan for each set of them", async () => {
  const link =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override", "@shareable"])\n';
  const { supergraphSdl } = compose([
    parseSubgraph("a", "http://127.0.0.1/a", `${link}type Query { a: Int b: Int }`),
    parseSubgraph("b", "http://127.0.0.1/b", `${link}type Query { a: Int @override(from: "a", label: "move") }`),
  ]);
  const supergraph = readSupergraph(supergraphSdl);
  const planOn = apolloPlanner(supergraphSdl);
  const planned: unknown[] = [];
  const schema = operationSchema(supergraph, {
    plan: async (document, name, labels) => {
      planned.push(labels);
      return planOn(document, name, labels);
    },
    close: async () => {},
  });
  const cache = createOperationCache(1_000_000);
  const prepare = async (generation: string, labels: string) => {
    const analysis = cache.analysis(generation, "{ a }", undefined, () => analyse("{ a }", undefined, schema));
    if (!analysis.ok) throw new Error("it is valid");
    const { operation } = analysis;
    return cache.preparation(operation, "", "", labels, () => plan(operation, "", schema, "", labels));
  };
  const subgraphsOf = async (labels: string) => {
    const preparation = await prepare("before", labels);
    return preparation.ok && preparation.operation.plan.node;
  };
  expect(await subgraphsOf("")).toMatchObject({ serviceName: "a" });
  expect(await subgraphsOf("move")).toMatchObject({ serviceName: "b" });
  expect(await subgraphsOf("")).toMatchObject({ serviceName: "a" });
  expect(planned).toEqual([[], ["move"]]);

  await warmUp(cache, supergraph, schema);
  expect(planned).toEqual([[], ["move"], ["move"], []]);
  await prepare(supergraph.id, "move");
  expect(planned).toHaveLength(4);
});

it("ends when its time is over, so that a new supergraph is not kept waiting", async () => {
  const cache = createOperationCache(1_000_000);
  const { supergraph, schema } = load("a: Int");
  const analysis = cache.analysis("before", "{ a }", undefined, () => analyse("{ a }", undefined, schema));
  if (!analysis.ok) throw new Error("it is valid");
  await cache.preparation(analysis.operation, "", "", "", () => plan(analysis.operation, "", schema));
  const times = [0, 5_001];
  const { planned } = load("a: Int");
  await warmUp(cache, supergraph, schema, () => times.shift() ?? 0);
  expect(planned).toEqual([]);
});
