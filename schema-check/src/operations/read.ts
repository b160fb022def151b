import { glob, readFile } from "node:fs/promises";
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
import { readManifest } from "./manifest.ts";
import type { KnownOperation } from "./operation.ts";
import { sentPart } from "./sent.ts";

export interface ReadOperations {
  readonly operations: readonly KnownOperation[];
  /** What could not be read: told, and no reason to break off. */
  readonly findings: readonly Finding[];
}

/** Without one of these there is nothing to read, and most files have none. */
const TAG = /\b(gql|graphql)`|\b(gql|graphql)\(|\/\* GraphQL \*\//;

/** A template's text as it runs: the library gives it as it is written. */
const cooked = (raw: string) =>
  raw.replaceAll(/\\([n`$\\])/g, (_, escaped: string) => (escaped === "n" ? "\n" : escaped));

const CODE = /\.[cm]?[jt]sx?$/;

/**
 * Reads all operations of the files that match: `.graphql`, trusted documents (`.json`), and `graphql` tags in TypeScript
 * and JavaScript. A fragment may stand in another file than the operation that uses it.
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
  for (const file of files) {
    try {
      documents.push(...(await documentsOf(resolve(folder, file), file)).map(sentPart));
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
  for await (const path of glob(pattern, { cwd: folder, exclude })) found.push(path.replaceAll("\\", "/"));
  return found;
}

/** A folder that was moved, most often: whom a change breaks would not be known, and nobody would notice. */
const fitsNothing = (pattern: string): Finding => ({
  code: "NO_OPERATIONS_FOUND",
  severity: "notice",
  message: `no file fits the operations' pattern ${pattern}`,
});

async function documentsOf(path: string, file: string): Promise<DocumentNode[]> {
  const text = await readFile(path, "utf8");
  if (file.endsWith(".json")) {
    return readManifest(text).map(({ id, body }) => parse(new Source(body, `${file}#${id}`)));
  }
  if (!CODE.test(file)) return [parse(new Source(text, file))];
  if (!TAG.test(text)) return [];
  // Only where there is code to read: its parser takes longer to load than all the rest.
  const { gqlPluckFromCodeString } = await import("@graphql-tools/graphql-tag-pluck");
  const sources = await gqlPluckFromCodeString(file, text, { skipIndent: true });
  return sources.map(({ body, locationOffset }) => parse(new Source(cooked(body), file, locationOffset)));
}

function unreadable(error: unknown, file: string): Finding {
  const location = error instanceof GraphQLError ? error.locations?.[0] : undefined;
  return {
    code: "UNREADABLE_OPERATIONS",
    severity: "notice",
    message: error instanceof Error ? error.message : String(error),
    place: { file: relative("", file), line: location?.line ?? 1, column: location?.column ?? 1 },
  };
}

function knownOperation(
  node: OperationDefinitionNode,
  document: DocumentNode,
  fragments: ReadonlyMap<string, readonly FragmentDefinitionNode[]>,
): KnownOperation {
  const place = placeOf(node) ?? { file: document.loc?.source.name ?? "?", line: 1, column: 1 };
  // Lines of a tag are counted from where its file begins.
  const offset = (document.loc?.source.locationOffset.line ?? 1) - 1;
  return {
    name: node.name?.value ?? `${node.operation} at line ${place.line + offset}`,
    place: { ...place, line: place.line + offset },
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
