import { access } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generatePrismaClient } from "./generate/prisma-client.ts";
import { generateResolverTypes } from "./generate/resolver-types.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Writes what is generated for one subgraph, `src/generated`: its Prisma client and the types of its resolvers. */
const [name = ""] = process.argv.slice(2);
const subgraph = join(root, "subgraphs", name);
try {
  await access(join(subgraph, "schema.graphql")).catch(() => {
    throw new Error(`there is no subgraph ${JSON.stringify(name)}: expected the name of a folder in subgraphs/`);
  });
  await Promise.all([generatePrismaClient(subgraph), generateResolverTypes(subgraph)]);
} catch (error) {
  console.error(`generate: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
