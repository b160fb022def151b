import { readFileSync } from "node:fs";
import { readSupergraph } from "@threefold/federation";
import { buildASTSchema, type GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";
import { expect, it } from "vitest";
import { merged } from "./service.ts";

/** Types as clients see them, without Apollo Server's hints for caches, which the graph hides. */
function printed(schema: GraphQLSchema): string {
  return printSchema(lexicographicSortSchema(schema)).replaceAll(
    /"""[^"]*"""\n(directive @cacheControl[^\n]*|enum CacheControlScope \{[^}]*\})\n\n/g,
    "",
  );
}

it("is the schema that the gateway serves", () => {
  const sdl = readFileSync(new URL("../../gateway/supergraph.graphql", import.meta.url), "utf8");
  expect(printed(buildASTSchema(merged.document))).toEqual(printed(readSupergraph(sdl).apiSchema));
});
