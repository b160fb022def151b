import { hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { GraphQLError, parse } from "graphql";
import { z } from "zod";

/** The documents that a manifest holds, by id and by the SHA-256 of their text in hexadecimal digits. */
export interface Manifest {
  readonly size: number;
  byId(id: string): string | undefined;
  byHash(sha256: string): string | undefined;
}

/** A manifest that cannot be used. The message is one line: which file, where in it, and what is wrong. */
export class InvalidManifestError extends Error {
  override readonly name = "InvalidManifestError";
}

/** GraphQL Code Generator's: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#persisted-documents */
const byHash = z.record(z.string(), z.string());

/** Apollo's: https://www.apollographql.com/docs/graphos/platform/security/persisted-queries#manifest-format */
const apollo = z.object({
  format: z.literal("apollo-persisted-query-manifest"),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string().min(1), body: z.string() })),
});

/**
 * Reads a manifest in either format.
 * @throws InvalidManifestError
 */
export async function readManifest(path: string): Promise<Manifest> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new InvalidManifestError(`${path}: ${isMissing ? "there is no such file" : `cannot be read: ${error}`}`);
  });
  return parseManifest(text, path);
}

/**
 * @param path what messages call it
 * @throws InvalidManifestError when it is not JSON, in neither format, or has a document that is not GraphQL, that is
 * there twice with different texts, or whose `sha256:` id is not its hash
 */
export function parseManifest(text: string, path: string): Manifest {
  const fail = (where: string, what: string): never => {
    throw new InvalidManifestError(`${path}: ${where === "" ? "" : `${where}: `}${what}`);
  };
  const documents = new Map<string, string>();
  const hashes = new Map<string, string>();
  for (const { id, body, where } of readEntries(readJson(text, fail), fail)) {
    const error = syntaxError(body);
    if (error !== undefined) fail(where, error);
    const sha256 = sha256Of(body);
    if (id.startsWith(SHA256) && id !== SHA256 + sha256) fail(where, `the document's hash is ${SHA256}${sha256}`);
    if ((documents.get(id) ?? body) !== body) fail(where, "another document has this id");
    documents.set(id, body);
    hashes.set(sha256, body);
  }
  return { size: documents.size, byId: (id) => documents.get(id), byHash: (sha256) => hashes.get(sha256) };
}

export const SHA256 = "sha256:";

export const sha256Of = (document: string): string => hash("sha256", document, "hex");

type Fail = (where: string, what: string) => never;

interface Entry {
  readonly id: string;
  readonly body: string;
  readonly where: string;
}

function readJson(text: string, fail: Fail): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return fail("", `is not JSON: ${String(error).replace(/\s+/g, " ")}`);
  }
}

function readEntries(json: unknown, fail: Fail): readonly Entry[] {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return fail("", "must be an object: documents by their hash, or an Apollo manifest");
  }
  if ("format" in json) {
    const { data, error } = apollo.safeParse(json);
    if (data === undefined) return explain(error, fail);
    return data.operations.map(({ id, body }, index) => ({ id, body, where: `operations.${index} (${id})` }));
  }
  const { data, error } = byHash.safeParse(json);
  if (data === undefined) return explain(error, fail);
  return Object.entries(data).map(([id, body]) => ({ id, body, where: id }));
}

function explain({ issues: [issue] }: z.ZodError, fail: Fail): never {
  return fail(issue?.path.join(".") ?? "", issue?.message ?? "is no manifest");
}

function syntaxError(document: string): string | undefined {
  try {
    parse(document, { noLocation: true });
    return undefined;
  } catch (error) {
    return error instanceof GraphQLError ? error.message.replaceAll("\n", " ") : "is not GraphQL";
  }
}
