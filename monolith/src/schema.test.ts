import { readFileSync } from "node:fs";
import { readSupergraph } from "@threefold/federation";
import { buildASTSchema, GraphQLSchema, lexicographicSortSchema, printSchema } from "graphql";
import { expect, it } from "vitest";
import { merged } from "./service.ts";

/** What can be reached by queries and mutations, in one order: no hints for caches, which the graph hides. */
const answered = (schema: GraphQLSchema) =>
  printSchema(
    lexicographicSortSchema(new GraphQLSchema({ query: schema.getQueryType(), mutation: schema.getMutationType() })),
  );

it("is the schema that the gateway serves, but for subscriptions", () => {
  const sdl = readFileSync(new URL("../../gateway/supergraph.graphql", import.meta.url), "utf8");
  expect(answered(buildASTSchema(merged.document))).toEqual(answered(readSupergraph(sdl).apiSchema));
});
