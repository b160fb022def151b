import { readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { ConfigurationError } from "@threefold/configuration";
import { type Document, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
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
  const parsed = fileSchema.safeParse(document.toJS() ?? {}, { reportInput: true });
  if (!parsed.success) {
    throw new ConfigurationError(parsed.error.issues.map((issue) => describe(issue, document, lines, name)));
  }
  return { name, content: parsed.data, variables: variablesOf(parsed.data, dirname(path)) };
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new ConfigurationError([missing ? `there is no file ${name}` : `${name} cannot be read`]);
  }
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

function describe(issue: z.core.$ZodIssue, document: Document, lines: LineCounter, file: string): string {
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    return `${placeOf([...issue.path, key], document, lines, file)}: there is no such setting`;
  }
  // Of several forms, the one that the value comes closest to says most.
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const [nearest] = issue.errors.toSorted((one, other) => depthOf(other) - depthOf(one));
    const [inner] = nearest ?? [];
    if (inner !== undefined && inner.path.length > 0) {
      return describe({ ...inner, path: [...issue.path, ...inner.path] }, document, lines, file);
    }
  }
  const value = issue.path.includes("set") ? "its value" : (JSON.stringify(issue.input) ?? "nothing");
  return `${placeOf(issue.path, document, lines, file)}: expected ${expectedOf(issue)}, not ${value}`;
}

const depthOf = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map(({ path }) => path.length));

function expectedOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_key") return issue.issues[0]?.message ?? issue.message;
  return issue.message.replace(/^Invalid input: expected /, "");
}

function placeOf(path: readonly PropertyKey[], document: Document, lines: LineCounter, file: string): string {
  const node = document.getIn(path, true);
  const range = node !== null && typeof node === "object" && "range" in node ? node.range : undefined;
  const line = Array.isArray(range) ? lines.linePos(range[0]).line : undefined;
  const name = path.map(String).join(".");
  return [line === undefined ? file : `${file}:${line}`, ...(name === "" ? [] : [name])].join(": ");
}
