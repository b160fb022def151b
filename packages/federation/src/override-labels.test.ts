import { expect, it } from "vitest";
import { compose } from "./compose.ts";
import { readOverrideLabels } from "./override-labels.ts";
import { parseSubgraph } from "./subgraph-schema.ts";

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override", "@requires", "@external", "@shareable"])\n';
const supergraph = (after: string) =>
  compose([
    parseSubgraph(
      "before",
      "http://127.0.0.1/before",
      `${LINK} type Query { item: Item } type Item @key(fields: "id") { id: ID! stock: Int name: String price: Int }`,
    ),
    parseSubgraph("after", "http://127.0.0.1/after", `${LINK} ${after}`),
  ]).supergraphSdl;

it("an operation depends on the labels of the fields that it asks for, and on no others", () => {
  const labels = readOverrideLabels(
    supergraph(`type Item @key(fields: "id") {
      id: ID! stock: Int @override(from: "before", label: "percent(5)")
      name: String @override(from: "before", label: "names") price: Int @override(from: "before", label: "percent(5)")
    }`),
  );
  expect(Object.fromEntries(labels?.fields ?? [])).toEqual({
    "percent(5)": ["Item.stock", "Item.price"],
    names: ["Item.name"],
  });
  expect(labels?.touchedBy(new Set(["item", "stock"]))).toEqual(["percent(5)"]);
  expect(labels?.touchedBy(new Set(["item", "price", "name"]))).toEqual(["names", "percent(5)"]);
  expect(labels?.touchedBy(new Set(["item", "id"]))).toEqual([]);
});

it("an operation depends on the labels of what its fields require, however far away, and of all keys", () => {
  // Composition refuses what requires a field that moves, today: planners need not.
  const labels = readOverrideLabels(`
    type Item @join__type(graph: A, key: "id") @join__type(graph: B, key: "sku") {
      id: ID! @join__field(graph: A)
      sku: ID! @join__field(graph: A, overrideLabel: "keys") @join__field(graph: B, override: "a", overrideLabel: "keys")
      weight: Int @join__field(graph: A, overrideLabel: "weights") @join__field(graph: B, override: "a", overrideLabel: "weights")
      shipping: Int @join__field(graph: B, requires: "weight")
      total: Int @join__field(graph: B, requires: "price shipping")
    }`);
  expect(labels?.touchedBy(new Set(["id"]))).toEqual(["keys"]);
  expect(labels?.touchedBy(new Set(["total"]))).toEqual(["keys", "weights"]);
});

it("a supergraph in which no field moves by a label has none", () => {
  expect(
    readOverrideLabels(supergraph('type Item @key(fields: "id") { id: ID! stock: Int @override(from: "before") }')),
  ).toBeUndefined();
});
