import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { codegen } from "@graphql-codegen/core";
import * as typescript from "@graphql-codegen/typescript";
import * as resolvers from "@graphql-codegen/typescript-resolvers";
import { buildASTSchema, parse } from "graphql";

/** What a subgraph says of its resolvers, in its `codegen.ts`. Paths are seen from `src/generated/resolvers.ts`. */
export interface ResolverTypes {
  /** The type of the third argument of every resolver, for example `"../context.ts#Context"`. */
  contextType: string;
  /** What a resolver of a GraphQL type gets as its parent, for example `{ Order: "../order/repository.ts#OrderRow" }`. */
  mappers: Readonly<Record<string, string>>;
}

const SCALARS = {
  ID: { input: "string", output: "string" },
  MinorUnits: { input: "number", output: "number" },
  DateTime: { input: "Date", output: "Date" },
  Date: { input: "string", output: "string" },
  CurrencyCode: { input: "string", output: "string" },
  Url: { input: "string", output: "string" },
  // The selections in @key and @requires.
  _FieldSet: { input: "string", output: "string" },
};

/** Writes the types that a subgraph's resolvers must have, from its `schema.graphql` and `codegen.ts`. */
export async function generateResolverTypes(subgraph: string): Promise<void> {
  const schema = parse(await readFile(join(subgraph, "schema.graphql"), "utf8"));
  const output = join(subgraph, "src/generated/resolvers.ts");
  const types = await codegen({
    filename: output,
    schema,
    // Federation's own directives are not defined in a subgraph's document.
    schemaAst: buildASTSchema(schema, { assumeValidSDL: true }),
    documents: [],
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
    config: {
      ...(await settingsOf(subgraph)),
      federation: true,
      scalars: SCALARS,
      strictScalars: true,
      enumsAsTypes: true,
      skipTypename: true,
      useTypeImports: true,
      emitLegacyCommonJSImports: false,
      maybeValue: "T | null | undefined",
      inputMaybeValue: "T | null | undefined",
      makeResolverTypeCallable: true,
    },
  });
  await mkdir(join(subgraph, "src/generated"), { recursive: true });
  await writeFile(output, types);
}

async function settingsOf(subgraph: string): Promise<Partial<ResolverTypes>> {
  const file = join(subgraph, "codegen.ts");
  if (!existsSync(file)) return {};
  const { default: settings } = await import(pathToFileURL(file).href);
  return settings;
}
