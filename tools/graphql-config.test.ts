import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { buildASTSchema, parse, validate } from "graphql";
import { expect, test } from "vitest";
import config from "../graphql.config.ts";
import { subgraphs } from "../topology.ts";
import { root } from "./system/paths.ts";

const schemaOf = async (file: string) =>
  buildASTSchema(parse(await readFile(join(root, file), "utf8")), { assumeValidSDL: true });

test("an editor that reads graphql.config.ts finds a schema for each subgraph, and no mistake in the operations", async () => {
  const { graph, ...others } = config.projects;
  expect(Object.keys(others)).toEqual([...subgraphs]);
  for (const { schema } of Object.values(others)) expect((await schemaOf(schema)).getType("Query")).toBeDefined();
  const api = await schemaOf(graph.schema);
  let seen = 0;
  for (const pattern of graph.documents.filter((each) => each.endsWith(".graphql"))) {
    for await (const file of glob(pattern, { cwd: root })) {
      seen += 1;
      const document = parse(await readFile(join(root, file), "utf8"));
      expect(
        validate(api, document).map(({ message }) => message),
        file,
      ).toEqual([]);
    }
  }
  expect(seen).toBeGreaterThan(15);
});
