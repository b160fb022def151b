import { readdirSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { compose, subgraphsOf } from "@threefold/federation";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { sideOrFindings } from "./check.ts";
import { API } from "./codes/api.ts";
import { FEDERATION } from "./codes/federation.ts";
import type { Side } from "./sources/base.ts";
import { compare, sideOf } from "./testing/sides.ts";

/** A case: two sides, the operations of clients, and what must be found, which is all that matters. */
const expectation = z.strictObject({
  title: z.string(),
  contracts: z.array(z.unknown()).default([]),
  lint: z.unknown().optional(),
  findings: z.array(
    z.strictObject({
      code: z.string(),
      severity: z.string(),
      coordinate: z.string().optional(),
      operations: z.array(z.string()).optional(),
    }),
  ),
});

const CORPUS = fileURLToPath(new URL("../corpus", import.meta.url));

async function readSide(name: string, side: "before" | "after"): Promise<Side> {
  const folder = `${CORPUS}/${name}/${side}`;
  const files = (await readdir(folder)).sort();
  const schemas = files.map(async (file) => [
    file.replace(".graphql", ""),
    await readFile(`${folder}/${file}`, "utf8"),
  ]);
  return sideOf(side, Object.fromEntries(await Promise.all(schemas)));
}

/** What nobody has to act on is not told of in the expectations. */
const SILENT = new Set(["safe", "notice"]);

/** The codes of all that was found, whatever its severity. */
const told = new Set<string>();

describe.each(readdirSync(CORPUS))("%s", (name) => {
  test("finds what it must, and nothing else", async () => {
    const text = await readFile(`${CORPUS}/${name}/expected.yaml`, "utf8");
    const { contracts, lint, findings: expected } = expectation.parse(parse(text));
    const settings = z.object({ off: z.array(z.string()) }).safeParse(lint);
    const { findings } = await compare(
      await readSide(name, "before"),
      await sideOrFindings(() => readSide(name, "after")),
      {
        folder: `${CORPUS}/${name}`,
        operations: ["operations.graphql"],
        contracts: (contracts as { name: string }[]).map((contract) => ({ include: [], exclude: [], ...contract })),
        lint: { off: settings.data?.off ?? [], scope: "changed" },
      },
    );
    for (const { code } of findings) told.add(code);
    const shown = findings
      .filter(({ severity }) => !SILENT.has(severity))
      .map(({ code, severity, coordinate, affects }) => ({
        code,
        severity,
        ...(coordinate !== undefined && { coordinate }),
        ...(affects && severity !== "cost" && { operations: affects.map((operation) => operation.name).sort() }),
      }));
    const key = (finding: object) => JSON.stringify(Object.entries(finding).sort());
    expect(shown.map(key).sort()).toEqual(expected.map(key).sort());
  });

  test("is nothing new to its own composed supergraph", async () => {
    const side = await readSide(name, "before");
    const { supergraphSdl } = compose(side.subgraphs);
    const composed = { label: "composed", subgraphs: subgraphsOf(supergraphSdl, "composed"), supergraphSdl };
    expect((await compare(composed, side)).findings).toEqual([]);
    expect((await compare(side, composed)).findings).toEqual([]);
  });
});

test("every code of changes that is explained is found by some case", () => {
  // Every subgraph of the corpus is at the URL of its name.
  const byUrl = ["SUBGRAPH_RENAMED", "SUBGRAPH_URL_CHANGED"];
  const explained = [...Object.keys(API), ...Object.keys(FEDERATION)];
  expect(explained.filter((code) => !told.has(code) && !byUrl.includes(code))).toEqual([]);
});
