import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type Document, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { CompositionError, type Problem, shownPath, unreadable } from "./problem.ts";
import { hasCredentials } from "./url.ts";

/** Where a subgraph's schema is read from. */
export type SchemaSource =
  | { readonly file: string }
  | { readonly url: string; readonly headers: Readonly<Record<string, string>> }
  | { readonly sdl: string };

/** A subgraph as `supergraph.yaml` names it: where its requests go, and where its schema is. */
export interface SubgraphEntry {
  readonly name: string;
  readonly routingUrl: string;
  readonly schema: SchemaSource;
}

/**
 * Gives the text of a file, by its path from the root of the file system: of another state of a repository, for example.
 * @throws Error with the code ENOENT when there is no such file
 */
export type ReadFile = (path: string) => Promise<string>;

export const readFromDisk: ReadFile = (path) => readFile(path, "utf8");

/** What composes here. Its versions follow the specification's: 2.14 knows federation up to v2.14. */
export const COMPOSITION_VERSION = "2.14.4";

const schemaShape = z.union(
  [
    z.object({ file: z.string().min(1) }),
    z.object({ subgraph_url: z.url(), introspection_headers: z.record(z.string(), z.string()).default({}) }),
    z.object({ sdl: z.string().min(1) }),
  ],
  { error: "expected one of file, subgraph_url (a URL) or sdl" },
);

const subgraphShape = z
  .object(
    { routing_url: z.url({ error: "expected a URL" }).optional(), schema: schemaShape },
    { error: "expected routing_url and schema" },
  )
  .refine(({ routing_url = "" }) => !hasCredentials(routing_url), {
    error: "expected a URL without credentials: the gateway's header rules send them (headers.set)",
    path: ["routing_url"],
  })
  .refine(({ schema }) => !("subgraph_url" in schema && hasCredentials(schema.subgraph_url)), {
    error: "expected a URL without credentials: introspection_headers sends them",
    path: ["schema", "subgraph_url"],
  })
  .transform(({ routing_url, schema }) => ({
    schema,
    routingUrl: routing_url ?? ("subgraph_url" in schema ? schema.subgraph_url : ""),
  }))
  .refine((subgraph) => subgraph.routingUrl !== "", { error: "expected a URL", path: ["routing_url"] });

const shape = z.object(
  {
    federation_version: z
      .union([z.string(), z.number()])
      .transform(String)
      .refine((version) => version === "2" || version === `=${COMPOSITION_VERSION}`, {
        error: `expected 2 or =${COMPOSITION_VERSION}, which is what composes here`,
      })
      .optional(),
    subgraphs: z
      .record(z.string().min(1), subgraphShape, { error: "expected the subgraphs by name" })
      .refine((subgraphs) => Object.keys(subgraphs).length > 0, { error: "expected at least one subgraph" }),
  },
  { error: "expected federation_version and subgraphs" },
);

/**
 * Reads a file in the format of rover's `supergraph.yaml`
 * (https://www.apollographql.com/docs/rover/commands/supergraphs#yaml-configuration-file). Paths in it are relative to it.
 * @throws CompositionError with a problem for each wrong value, at its line
 */
export async function readSupergraphYaml(file: string, read: ReadFile = readFromDisk): Promise<SubgraphEntry[]> {
  const path = shownPath(file);
  const lines = new LineCounter();
  const document = parseDocument(await readText(file, path, read), { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new CompositionError(document.errors.map((error) => syntaxProblem(error, path)));
  }
  const parsed = shape.safeParse(document.toJS() ?? {});
  if (!parsed.success) {
    throw new CompositionError(parsed.error.issues.map((issue) => valueProblem(issue, document, lines, path)));
  }
  return Object.entries(parsed.data.subgraphs).map(([name, { routingUrl, schema }]) => ({
    name,
    routingUrl,
    schema: sourceOf(schema, dirname(file)),
  }));
}

async function readText(file: string, path: string, read: ReadFile): Promise<string> {
  try {
    return await read(file);
  } catch (error) {
    throw new CompositionError([unreadable(error, path)]);
  }
}

function sourceOf(schema: z.output<typeof schemaShape>, base: string): SchemaSource {
  if ("file" in schema) return { file: resolve(base, schema.file) };
  if ("sdl" in schema) return { sdl: schema.sdl };
  return { url: schema.subgraph_url, headers: schema.introspection_headers };
}

function syntaxProblem(error: Document["errors"][number], file: string): Problem {
  const place = error.linePos?.[0];
  const message =
    error.code === "DUPLICATE_KEY"
      ? "this name is there twice"
      : (error.message.split("\n")[0] ?? error.message).replace(/ at line \d+, column \d+:?$/, "");
  return { code: "INVALID_SUPERGRAPH_YAML", message, file, line: place?.line, column: place?.col };
}

function valueProblem(issue: z.core.$ZodIssue, document: Document, lines: LineCounter, file: string): Problem {
  const node = document.getIn(issue.path, true);
  const start = node !== null && typeof node === "object" && "range" in node ? (node.range as number[])[0] : undefined;
  const place = start === undefined ? undefined : lines.linePos(start);
  const name = issue.path.map(String).join(".");
  return {
    code: "INVALID_SUPERGRAPH_YAML",
    message: name === "" ? issue.message : `${name}: ${issue.message}`,
    file,
    line: place?.line,
    column: place?.col,
  };
}
