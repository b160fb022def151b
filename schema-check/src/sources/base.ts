import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import {
  CompositionError,
  InvalidSupergraphError,
  type ReadFile,
  readFromDisk,
  readSubgraphSchemas,
  readSupergraphYaml,
  type SubgraphSchema,
  subgraphsOf,
} from "@threefold/federation";
import { CannotCheck } from "../failure.ts";
import { findRepository, type Repository } from "./git.ts";

/** One state of the subgraphs' schemas. */
export interface Side {
  /** How people call it, for example `main`, `HEAD^` or a file's name. */
  readonly label: string;
  readonly subgraphs: readonly SubgraphSchema[];
  /** Where it was read as a supergraph: its text. The subgraphs are then what it still tells of them. */
  readonly supergraphSdl?: string | undefined;
  /** Other files of the same state, where it is a commit. */
  readonly read?: ReadFile | undefined;
}

/**
 * The subgraphs as they are in the working tree.
 * @throws CompositionError, CannotCheck
 */
export async function readHead(supergraphYaml: string): Promise<Side> {
  return { label: "working tree", subgraphs: await read(supergraphYaml, readFromDisk) };
}

/**
 * The subgraphs as they were: at a git ref, or as a supergraph.yaml or a composed supergraph says, in a file or at a URL.
 * @param base undefined for where the branch left the main one
 * @throws CannotCheck saying what could not be read and what to do
 */
export async function readBase(base: string | undefined, supergraphYaml: string): Promise<Side> {
  if (base !== undefined && /^https?:\/\//.test(base)) return readSide(base);
  const repository = await findRepository(resolve(supergraphYaml));
  const commit = await commitOf(base, repository);
  if (commit !== undefined && "root" in repository) {
    const label = base ?? commit.slice(0, 10);
    const read = repository.readAt(commit);
    return { label, subgraphs: await readCommit(label, supergraphYaml, read), read };
  }
  if (base !== undefined && existsSync(base)) return readSide(base);
  const problem = "root" in repository ? await repository.shallowness() : repository.problem;
  if (base === undefined) throw new CannotCheck(`${problem}: pass --base to say what to compare with`);
  throw new CannotCheck(`--base ${base} is not a git ref, a file or a URL here${problem ? `; ${problem}` : ""}`);
}

/**
 * The subgraphs that a file or URL holds: a supergraph.yaml, or a composed supergraph.
 * @throws CannotCheck
 */
export async function readSide(place: string): Promise<Side> {
  if (/^https?:\/\//.test(place)) return fromSupergraph(place, await download(place));
  if (!existsSync(place)) throw new CannotCheck(`${place}: there is no such file`);
  if (/\.ya?ml$/.test(place)) return { label: place, subgraphs: await readOf(place, place, readFromDisk) };
  return fromSupergraph(place, await readFile(place, "utf8"));
}

async function commitOf(
  base: string | undefined,
  repository: Repository | { readonly problem: string },
): Promise<string | undefined> {
  if (!("root" in repository)) return undefined;
  return base === undefined ? repository.defaultBase() : repository.resolve(base);
}

/** A commit in which supergraph.yaml is not, most often since it is new or was moved, has subgraphs that are not known. */
async function readCommit(label: string, yaml: string, reader: ReadFile): Promise<SubgraphSchema[]> {
  try {
    await reader(resolve(yaml));
  } catch (error) {
    if (!isMissing(error)) return readOf(label, yaml, reader);
    throw new CannotCheck(
      `${label}: ${yaml}: there is no such file. If it is new or was moved, there is nothing to compare with until it is merged. Or give --base a file or URL with the old supergraph`,
    );
  }
  return readOf(label, yaml, reader);
}

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";

async function readOf(label: string, yaml: string, reader: ReadFile): Promise<SubgraphSchema[]> {
  try {
    return await read(yaml, reader);
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error;
    throw new CannotCheck(error.problems.map(({ file, message }) => `${label}: ${file}: ${message}`).join("\n"));
  }
}

const read = async (yaml: string, reader: ReadFile) =>
  readSubgraphSchemas(await readSupergraphYaml(resolve(yaml), reader), reader);

function fromSupergraph(label: string, sdl: string): Side {
  try {
    return { label, subgraphs: subgraphsOf(sdl, label), supergraphSdl: sdl };
  } catch (error) {
    if (error instanceof InvalidSupergraphError) throw new CannotCheck(`${label}: ${error.message}`);
    throw error;
  }
}

const DOWNLOAD_MS = 10_000;

async function download(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
    if (response.ok) return await response.text();
    throw new Error(`it answered ${response.status}`);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotCheck(`--base ${url} cannot be read: ${reason}`);
  }
}
