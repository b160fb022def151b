import { glob, readFile, stat } from "node:fs/promises";
import { relative, resolve } from "node:path";
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  Source,
  visit,
} from "graphql";
import { placeOf } from "../composition/places.ts";
import type { Finding } from "../finding.ts";
import { documentsIn, INTERPOLATED, isCode } from "./code.ts";
import { readManifest } from "./manifest.ts";
import type { KnownOperation } from "./operation.ts";
import { sentPart } from "./sent.ts";

export interface ReadOperations {
  readonly operations: readonly KnownOperation[];
  /** What could not be read: told, and no reason to break off. */
  readonly findings: readonly Finding[];
}

/**
 * Reads all operations of the files that match: `.graphql`, trusted documents (`.json`), and documents in TypeScript,
 * JavaScript, Vue and Svelte. A fragment may stand in another file than the operation that uses it.
 * @param patterns globs, from the folder on
 */
export async function readOperations(folder: string, patterns: readonly string[]): Promise<ReadOperations> {
  const files = new Set<string>();
  const nothing: Finding[] = [];
  for (const pattern of patterns) {
    const found = await filesOf(folder, pattern);
    if (found.length === 0) nothing.push(fitsNothing(pattern));
    for (const file of found) files.add(file);
  }
  const { operations, findings } = await readFiles(folder, [...files].sort());
  return { operations, findings: [...nothing, ...findings] };
}

/** @param files paths from the folder on */
export async function readFiles(folder: string, files: readonly string[]): Promise<ReadOperations> {
  const documents: DocumentNode[] = [];
  const findings: Finding[] = [];
  for (const path of files.map((file) => resolve(folder, file))) {
    const file = relative("", path).replaceAll("\\", "/");
    try {
      for (const source of await sourcesOf(path, file)) {
        try {
          documents.push(sentPart(parse(source)));
        } catch (error) {
          findings.push(unreadable(error, source.name));
        }
      }
    } catch (error) {
      findings.push(unreadable(error, file));
    }
  }
  const definitions = documents.flatMap((document) => document.definitions);
  const fragments = Map.groupBy(
    definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION),
    ({ name }) => name.value,
  );
  const operations = documents.flatMap((document) =>
    document.definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? [knownOperation(node, document, fragments)] : [],
    ),
  );
  return { operations, findings };
}

/** Folders of what others wrote and programs made: looked into only where a pattern names them. */
const PASSED_OVER = ["node_modules", ".git", "dist", "generated"];

async function filesOf(folder: string, pattern: string): Promise<string[]> {
  const named = pattern.split("/");
  const skipped = PASSED_OVER.filter((name) => !named.includes(name));
  const found: string[] = [];
  const exclude = (path: string) => path.split(/[\\/]/).some((name) => skipped.includes(name));
  for await (const path of glob(pattern, { cwd: folder, exclude })) {
    // A link that leads nowhere is told of when it is read.
    const entry = await stat(resolve(folder, path)).catch(() => undefined);
    if (!entry?.isDirectory()) found.push(path.replaceAll("\\", "/"));
  }
  return found;
}

/** A folder that was moved, most often: whom a change breaks would not be known, and nobody would notice. */
const fitsNothing = (pattern: string): Finding => ({
  code: "NO_OPERATIONS_FOUND",
  severity: "notice",
  message: `no file matches the pattern ${pattern} of operations`,
});

async function sourcesOf(path: string, file: string): Promise<Source[]> {
  const text = await readFile(path, "utf8");
  if (file.endsWith(".json")) return readManifest(text).map(({ id, body }) => new Source(body, `${file}#${id}`));
  return isCode(file) ? documentsIn(file, text) : [new Source(text, file)];
}

function unreadable(error: unknown, file: string): Finding {
  const location = error instanceof GraphQLError ? error.locations?.[0] : undefined;
  return {
    code: "UNREADABLE_OPERATIONS",
    severity: "notice",
    message: reasonOf(error, file),
    place: { file, line: location?.line ?? 1, column: location?.column ?? 1 },
  };
}

const READ = /\.(graphqls?|gql|json(#.*)?)$/;

function reasonOf(error: unknown, file: string): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof GraphQLError)) return message;
  if (error.source?.body[error.positions?.[0] ?? -1] === INTERPOLATED) {
    return "an operation is put together when the program runs, and cannot be read: something is added inside it";
  }
  if (READ.test(file) || isCode(file)) return message;
  return `not a GraphQL document (${message}). Operations are read from .graphql, .gql, .json, .js, .ts, .jsx, .tsx, .vue and .svelte files`;
}

function knownOperation(
  node: OperationDefinitionNode,
  document: DocumentNode,
  fragments: ReadonlyMap<string, readonly FragmentDefinitionNode[]>,
): KnownOperation {
  const place = placeOf(node) ?? { file: document.loc?.source.name ?? "?", line: 1, column: 1 };
  return {
    name: node.name?.value ?? `${node.operation} at line ${place.line}`,
    place,
    document: { kind: Kind.DOCUMENT, definitions: [node, ...usedBy(node, fragments)] },
  };
}

/** The fragments that an operation uses, also by way of others. Of several of one name, each program's own is the nearest to it. */
function usedBy(
  node: OperationDefinitionNode,
  fragments: ReadonlyMap<string, readonly FragmentDefinitionNode[]>,
): FragmentDefinitionNode[] {
  const used = new Map<string, FragmentDefinitionNode>();
  const follow = (part: OperationDefinitionNode | FragmentDefinitionNode) => {
    visit(part, {
      FragmentSpread({ name }) {
        const fragment = nearest(fragments.get(name.value) ?? [], node);
        if (!fragment || used.has(name.value)) return;
        used.set(name.value, fragment);
        follow(fragment);
      },
    });
  };
  follow(node);
  return [...used.values()];
}

/** The one whose file has the most of its path in common with the operation's. */
function nearest(
  fragments: readonly FragmentDefinitionNode[],
  node: OperationDefinitionNode,
): FragmentDefinitionNode | undefined {
  const inCommon = (fragment: FragmentDefinitionNode) => {
    const [parts, others] = [fragment, node].map(({ loc }) => loc?.source.name.split("/") ?? []);
    const apart = parts?.findIndex((part, index) => part !== others?.[index]) ?? 0;
    return apart === -1 ? Number.POSITIVE_INFINITY : apart;
  };
  return fragments.toSorted((a, b) => inCommon(b) - inCommon(a))[0];
}
