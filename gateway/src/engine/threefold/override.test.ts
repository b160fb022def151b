import { compose, parseSubgraph } from "@threefold/federation";
import { expect, it } from "vitest";
import { startGateway } from "../../testing/gateway.ts";
import { listeningLogger } from "../../testing/logger.ts";
import { startSubgraph } from "../../testing/subgraph.ts";

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@override", "@shareable"])\n';

it("fields that move by a label stay where they were, and the log names the label and them", async () => {
  const before = `${LINK} type Query { item: Item } type Item @key(fields: "id") { id: ID! stock: String }`;
  const after = `${LINK} type Item @key(fields: "id") { id: ID! stock: String @override(from: "before", label: "percent(75)") }`;
  await using old = await startSubgraph({
    sdl: before,
    resolvers: { Query: { item: () => ({ id: "1", stock: "as before" }) } },
  });
  const { supergraphSdl } = compose([
    parseSubgraph("before", old.url, before),
    parseSubgraph("after", "http://127.0.0.1:1/graphql", after),
  ]);
  const { logger, until } = listeningLogger();
  const warned = until('"label":"percent(75)","fields":["Item.stock"]');
  await using gateway = await startGateway(supergraphSdl, { logger });
  await warned;
  expect((await gateway.ask("{ item { stock } }")).data).toEqual({ item: { stock: "as before" } });
});
