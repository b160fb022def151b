import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { compose, parseSubgraph } from "@threefold/federation";
import { expect, test } from "vitest";
import { composeSide, newHints } from "../composition/composed.ts";
import { compare, sideOf } from "../testing/sides.ts";
import { readBase } from "./base.ts";

const subgraph = (sdl: string) => parseSubgraph("shop", "http://127.0.0.1:1/graphql", sdl, "shop.graphql");
const SHOP = "type Query { thing: String }";

test("a base at a URL is a composed supergraph, taken apart into its subgraphs", async () => {
  const { supergraphSdl } = compose([subgraph(SHOP)]);
  const server = createServer((_request, response) => response.end(supergraphSdl));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/supergraph.graphql`;
    const { label, subgraphs } = await readBase(url, "supergraph.yaml");
    expect({ label, names: subgraphs.map(({ name }) => name) }).toEqual({ label: url, names: ["shop"] });
    expect(composeSide({ label, subgraphs })).toHaveProperty("supergraph");
  } finally {
    server.close();
  }
});

test("what composition advises is told with its place when it is new, and only then", () => {
  const side = (label: string, sdl: readonly string[]) => {
    const composed = composeSide(sideOf(label, Object.fromEntries(sdl.map((text, n) => [`s${n}`, text]))));
    if ("findings" in composed) throw new Error("it composes");
    return composed;
  };
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"])';
  const other = `${link}\ntype Query { a: String @shareable }`;
  const base = side("base", [`${link}\ntype Query { a: String @shareable }`, other]);
  const head = side("head", [`${link}\ntype Query { a: String! @shareable }`, other]);
  expect(newHints(head, head)).toEqual([]);
  expect(newHints(head, base)).toMatchObject([
    {
      code: "INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE",
      severity: "notice",
      place: { file: expect.stringMatching(/^head\/s\d\.graphql$/), line: 2 },
      excerpt: expect.stringContaining("type Query"),
    },
  ]);
});

test("a schema that is asked of the service that runs is told to be the same on both sides", async () => {
  const side = (label: string, source: string) => ({
    label,
    subgraphs: [parseSubgraph("shop", "http://127.0.0.1:1/graphql", SHOP, source)],
  });
  const url = "http://127.0.0.1:1/graphql";
  const codesOf = async (source: string) =>
    (await compare(side("main", source), side("working tree", source))).findings.map(({ code }) => code);
  expect(await codesOf(url)).toEqual(["SUBGRAPH_ASKED_TWICE"]);
  expect(await codesOf("shop.graphql")).toEqual([]);
});
