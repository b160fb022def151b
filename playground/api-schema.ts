import { readFile } from "node:fs/promises";
import { composeServices } from "@apollo/composition";
import { printSchema } from "@apollo/federation-internals";
import { withDefer } from "@threefold/federation";
import { buildSchema, type GraphQLSchema, parse } from "graphql";

const SUBGRAPHS = ["products", "users", "orders"];

/**
 * The schema that clients of the gateway see: the subgraphs' schemas composed, without what is for the gateway only.
 * For tests that need its shape and no running system.
 */
export async function composeApiSchema(): Promise<GraphQLSchema> {
  const services = await Promise.all(
    SUBGRAPHS.map(async (name) => {
      const sdl = await readFile(new URL(`../subgraphs/${name}/schema.graphql`, import.meta.url), "utf8");
      return { name, url: `http://127.0.0.1/${name}`, typeDefs: parse(sdl) };
    }),
  );
  const result = composeServices(services);
  if (result.errors) throw new Error(result.errors.map(({ message }) => message).join("\n"));
  return withDefer(buildSchema(printSchema(result.schema.toAPISchema())));
}
