import { dirname, resolve } from "node:path";
import { readYamlFile } from "@threefold/configuration";
import { type FileContent, fileSchema } from "./file-schema.ts";
import { OPTIONS, type Option } from "./options.ts";

/** A configuration file that was read. */
export interface ConfigurationFile {
  /** As messages name it. */
  readonly name: string;
  /** The options that it gives, by variable. Paths in it are relative to it. */
  readonly variables: Readonly<Record<string, string>>;
  readonly content: FileContent;
}

/**
 * Reads a configuration file, YAML or JSON.
 * @throws ConfigurationError with a line for each wrong value: where it stands, and what is allowed there
 */
export function readConfigurationFile(path: string): ConfigurationFile {
  // What headers are set to may be secret.
  const { name, content } = readYamlFile(path, fileSchema, ["set"]);
  const folder = dirname(path);
  const { cost } = content;
  const located =
    cost?.store === undefined ? content : { ...content, cost: { ...cost, store: resolve(folder, cost.store) } };
  return { name, content: located, variables: variablesOf(content, folder) };
}

function variablesOf(content: Readonly<Record<string, unknown>>, folder: string): Record<string, string> {
  const entries: [string, Option][] = Object.entries(OPTIONS);
  return Object.fromEntries(
    entries.flatMap(([name, { variable, path }]) => {
      const value = content[name];
      if (typeof value !== "string") return [];
      return [[variable, path && !/^https?:/i.test(value) ? resolve(folder, value) : value]];
    }),
  );
}
