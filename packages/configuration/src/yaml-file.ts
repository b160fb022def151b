import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { type Document, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { check } from "./check.ts";
import { ConfigurationError } from "./configuration-error.ts";

/** A configuration file that was read. */
export interface YamlFile<Content> {
  /** As messages name it: from where the program runs. */
  readonly name: string;
  readonly content: Content;
}

/**
 * Reads a configuration file, YAML or JSON, by a schema whose messages say what is expected.
 * @param secret keys under which messages show no value
 * @throws ConfigurationError with a line for each wrong value: where it stands, and what is allowed there
 */
export function readYamlFile<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  secret: readonly string[] = [],
): YamlFile<z.output<Schema>> {
  const name = relative(process.cwd(), path) || path;
  const lines = new LineCounter();
  const document = parseDocument(readText(path, name), { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new ConfigurationError(
      document.errors.map(({ message, linePos }) => {
        const [first = message] = message.split("\n");
        return `${name}:${linePos?.[0].line ?? 1}: ${first.replace(/ at line \d+, column \d+:?$/, "")}`;
      }),
    );
  }
  const place = (keys: readonly PropertyKey[]) => placeOf(keys, document, lines, name);
  const checked = check(contentOf(document, name) ?? {}, schema, place, secret);
  if (checked.ok) return { name, content: checked.content };
  throw new ConfigurationError(checked.problems);
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new ConfigurationError([missing ? `there is no file ${name}` : `${name} cannot be read`]);
  }
}

/** Aliases are looked up, and counted, only now. */
function contentOf(document: Document, name: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new ConfigurationError([`${name}: ${error instanceof Error ? error.message : error}`]);
  }
}

function placeOf(path: readonly PropertyKey[], document: Document, lines: LineCounter, file: string): string {
  const node = document.getIn(path, true);
  const range = node !== null && typeof node === "object" && "range" in node ? node.range : undefined;
  const line = Array.isArray(range) ? lines.linePos(range[0]).line : undefined;
  const name = path.map(String).join(".");
  return [line === undefined ? file : `${file}:${line}`, ...(name === "" ? [] : [name])].join(": ");
}
