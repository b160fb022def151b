import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Candidate } from "./candidates.ts";
import type { People } from "./people.ts";
import { SCHEMAS, SUBGRAPHS, type SubgraphName, urlOf } from "./subgraphs.ts";

const PROGRAM = fileURLToPath(
  new URL("peers/node_modules/@grafbase/cli-x86_64-unknown-linux-musl/grafbase", import.meta.url),
);

/**
 * Grafbase's development server, in Rust; its production server cannot be had from npm. Nothing unless it is installed.
 * @param guards what its configuration says besides where subgraphs are, as TOML
 */
export function grafbase(folder: string, guards = ""): readonly Candidate[] {
  if (!existsSync(PROGRAM) || process.arch !== "x64") return [];
  const [config, overrides] = [join(folder, "grafbase.toml"), join(folder, "grafbase-overrides.toml")];
  writeFileSync(config, guards + tables(() => ""));
  writeFileSync(
    overrides,
    tables((name) => `schema_path = ${JSON.stringify(schemaOf(name, folder))}\n`),
  );
  const options = ["--gateway-config", config, "--graph-overrides", overrides];
  return [
    {
      name: "grafbase dev (Rust)",
      at: (port) => ({ command: [PROGRAM, "dev", "--port", String(port), ...options], env: { HOME: folder } }),
    },
  ];
}

/** What it can guard by: tokens, and limits of operations. Its limit of complexity is a number of 16 bits. */
export const grafbaseGuards = ({ issuer, audience, jwks }: People): string => `
[operation_limits]
depth = 20
aliases = 50
root_fields = 20
complexity = 60000

[[authentication.providers]]
[authentication.providers.jwt]
name = "people"
[authentication.providers.jwt.jwks]
url = ${JSON.stringify(jwks)}
issuer = ${JSON.stringify(issuer)}
audience = ${JSON.stringify(audience)}

[[headers]]
rule = "forward"
name = "authorization"

`;

const tables = (more: (name: SubgraphName) => string): string =>
  SUBGRAPHS.map((name) => `[subgraphs.${name}]\nurl = ${JSON.stringify(urlOf(name))}\n${more(name)}`).join("\n");

/** It composes subgraphs itself, from their files. */
function schemaOf(name: SubgraphName, folder: string): string {
  const file = join(folder, `${name}.graphql`);
  writeFileSync(file, SCHEMAS[name]);
  return file;
}
