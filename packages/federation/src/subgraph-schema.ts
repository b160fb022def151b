import { createHash } from "node:crypto";
import { type DocumentNode, GraphQLError, parse, print, Source } from "graphql";
import { z } from "zod";
import { CompositionError, type Problem, problemOf, shownPath, unreadable } from "./problem.ts";
import { type ReadFile, readFromDisk, type SubgraphEntry } from "./supergraph-yaml.ts";

/** A subgraph whose schema has been read and parsed. Places in `document` name the file or URL that it came from. */
export interface SubgraphSchema {
  readonly name: string;
  readonly url: string;
  readonly document: DocumentNode;
}

const FETCH_TIMEOUT_MS = 10_000;
const MOST_BYTES = 32 * 1024 * 1024;
const serviceAnswer = z.object({ data: z.object({ _service: z.object({ sdl: z.string() }) }) });

/**
 * Reads the schemas of all subgraphs: from files, from the subgraphs themselves (`{ _service { sdl } }`), or as given.
 * @param closing ends the asking: nobody waits for the schemas any more
 * @throws CompositionError with the problems of all that cannot be read or parsed
 */
export async function readSubgraphSchemas(
  entries: readonly SubgraphEntry[],
  read: ReadFile = readFromDisk,
  closing?: AbortSignal,
): Promise<SubgraphSchema[]> {
  const results = await Promise.all(entries.map((entry) => readOne(entry, read, closing)));
  const problems = results.flatMap((result) => ("problem" in result ? [result.problem] : []));
  if (problems.length > 0) throw new CompositionError(problems);
  return results.flatMap((result) => ("schema" in result ? [result.schema] : []));
}

/**
 * Parses one subgraph's SDL.
 * @param source what messages name as the place of a mistake: a path or URL
 * @throws CompositionError at the line and column of a syntax error
 */
export function parseSubgraph(name: string, url: string, sdl: string, source = `${name}.graphql`): SubgraphSchema {
  try {
    return { name, url, document: parse(new Source(sdl, source)) };
  } catch (error) {
    if (error instanceof GraphQLError) {
      throw new CompositionError([{ ...problemOf(error, "SYNTAX_ERROR"), subgraph: name }]);
    }
    throw error;
  }
}

/** A digest of what a subgraph says (its schema without comments and layout) and of where it runs. */
export function digestOf({ url, document }: SubgraphSchema): string {
  return createHash("sha256")
    .update(`${url}\n${print(document)}`)
    .digest("hex");
}

async function readOne(
  entry: SubgraphEntry,
  read: ReadFile,
  closing: AbortSignal | undefined,
): Promise<{ schema: SubgraphSchema } | { problem: Problem }> {
  try {
    const { sdl, source } = await readSdl(entry, read, closing);
    return { schema: parseSubgraph(entry.name, entry.routingUrl, sdl, source) };
  } catch (error) {
    const [problem] = error instanceof CompositionError ? error.problems : [];
    if (problem === undefined) throw error;
    return { problem };
  }
}

async function readSdl(
  { name, schema }: SubgraphEntry,
  read: ReadFile,
  closing: AbortSignal | undefined,
): Promise<{ sdl: string; source: string }> {
  if ("sdl" in schema) return { sdl: schema.sdl, source: `${name}.graphql` };
  if ("url" in schema) return { sdl: await fetchSdl(name, schema.url, schema.headers, closing), source: schema.url };
  const source = shownPath(schema.file);
  try {
    return { sdl: await read(schema.file), source };
  } catch (error) {
    throw new CompositionError([unreadable(error, source, name)]);
  }
}

async function fetchSdl(
  subgraph: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  closing: AbortSignal | undefined,
): Promise<string> {
  const problem = (message: string) =>
    new CompositionError([{ code: "UNREACHABLE_SUBGRAPH", message: `${url} ${message}`, subgraph }]);
  const timeout = AbortSignal.timeout(FETCH_TIMEOUT_MS);
  let text: string | undefined;
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ query: "{ _service { sdl } }" }),
      signal: closing === undefined ? timeout : AbortSignal.any([timeout, closing]),
    });
    text = await textOf(response);
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    throw problem(`cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  if (text === undefined) throw problem(`answers with more than ${MOST_BYTES} bytes`);
  const answer = serviceAnswer.safeParse(jsonOrUndefined(text));
  if (!answer.success) throw problem("does not answer { _service { sdl } } with a schema");
  return answer.data.data._service.sdl;
}

/** The text of an answer; undefined when it is larger than a schema may be. */
async function textOf({ body }: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
