import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as typedDocuments from "@graphql-codegen/typed-document-node";
import * as operations from "@graphql-codegen/typescript-operations";
import { composeApiSchema } from "@threefold/playground/api-schema";
import { parse, printSchema } from "graphql";

const SOURCES = join(import.meta.dirname, "../src");
const GENERATED = join(SOURCES, "generated");
const OUTPUT = join(GENERATED, "operations.ts");

/** What the graph's own scalars are in an answer. */
const SCALARS = {
  ID: "string",
  MinorUnits: "number",
  DateTime: "string",
  Date: "string",
  CurrencyCode: "string",
  Url: "string",
};

/**
 * Writes the pages' operations with the types of their answers and variables, from the .graphql files under `src` and the schema
 * that clients see, and that schema itself. An operation that the supergraph does not have stops it.
 */
const schema = await composeApiSchema();
const sdl = printSchema(schema);
const files = (await readdir(SOURCES, { recursive: true }))
  .filter((file) => file.endsWith(".graphql") && !file.startsWith("generated"))
  .sort();
const documents = await Promise.all(
  files.map(async (location) => ({ location, document: parse(await readFile(join(SOURCES, location), "utf8")) })),
);
const text = await codegen({
  filename: OUTPUT,
  schema: parse(sdl),
  schemaAst: schema,
  documents,
  plugins: [{ operations: {} }, { typedDocuments: {} }],
  pluginMap: { operations, typedDocuments },
  config: {
    scalars: SCALARS,
    strictScalars: true,
    enumType: "string-literal",
    immutableTypes: true,
    skipTypename: true,
    useTypeImports: true,
    optimizeDocumentNode: true,
    emitLegacyCommonJSImports: false,
  },
});
await mkdir(GENERATED, { recursive: true });
// For editors: see graphql.config.ts.
await writeFile(join(GENERATED, "schema.graphql"), sdl);
await writeFile(OUTPUT, text);
