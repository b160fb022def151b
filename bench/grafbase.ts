import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SCHEMAS, SUBGRAPHS, urlOf } from "./subgraphs.ts";

/** Writes what `grafbase dev` reads: where the subgraphs are, and their schemas, which it composes itself. */
export function grafbaseFiles(folder: string): { readonly config: string; readonly overrides: string } {
  const [config, overrides] = [join(folder, "grafbase.toml"), join(folder, "grafbase-overrides.toml")];
  const tables = (entry: (name: (typeof SUBGRAPHS)[number]) => string) =>
    SUBGRAPHS.map((name) => `[subgraphs.${name}]\nurl = ${JSON.stringify(urlOf(name))}\n${entry(name)}`).join("\n");
  writeFileSync(
    config,
    tables(() => ""),
  );
  writeFileSync(
    overrides,
    tables((name) => {
      const schema = join(folder, `${name}.graphql`);
      writeFileSync(schema, SCHEMAS[name]);
      return `schema_path = ${JSON.stringify(schema)}\n`;
    }),
  );
  return { config, overrides };
}
