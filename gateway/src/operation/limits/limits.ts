import {
  BREAK,
  type DocumentNode,
  GraphQLError,
  Kind,
  type ListValueNode,
  type OperationDefinitionNode,
  parse,
  visit,
} from "graphql";
import { type Countable, type Fragments, type OperationShape, type Place, shapesOf } from "./shape.ts";

/** How large an operation may be. Fragments count as if they were written out wherever they are spread. */
export interface OperationLimits {
  /** Of the document's text, names, numbers, strings and signs each being one. */
  readonly tokens: number;
  /** Of the document: all of them are validated, whichever is asked for. */
  readonly operations: number;
  /** How many fields may stand in each other. */
  readonly depth: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  /** What keeps validation and planning short, whatever the fragments. */
  readonly fields: number;
  /** Fragments with `@defer`: each is written out, planned and answered by itself. */
  readonly deferred: number;
  /** How many lists may stand in each other in a value of the document: each more doubles the time that Apollo's planner takes. */
  readonly listDepth: number;
}

export const DEFAULT_LIMITS: OperationLimits = {
  tokens: 15_000,
  operations: 20,
  depth: 20,
  rootFields: 20,
  aliases: 50,
  directives: 100,
  fields: 3_000,
  deferred: 20,
  listDepth: 8,
};

const CODES = {
  tokens: "MAX_TOKENS_LIMIT",
  operations: "MAX_OPERATIONS_LIMIT",
  depth: "MAX_DEPTH_LIMIT",
  rootFields: "MAX_ROOT_FIELDS_LIMIT",
  aliases: "MAX_ALIASES_LIMIT",
  directives: "MAX_DIRECTIVES_LIMIT",
  fields: "MAX_FIELDS_LIMIT",
  deferred: "MAX_DEFERRED_LIMIT",
  listDepth: "MAX_LIST_DEPTH_LIMIT",
} as const satisfies Record<keyof OperationLimits, string>;

const NAMES = {
  depth: "levels",
  rootFields: "root fields",
  aliases: "aliases",
  directives: "directives",
  fields: "fields",
  deferred: "deferred fragments",
} as const;

/**
 * Parses a document, and stops when it is too long.
 * @throws GraphQLError with the code `MAX_TOKENS_LIMIT`, or `GRAPHQL_PARSE_FAILED` when it is not GraphQL
 */
export function parseWithin(text: string, { tokens }: Pick<OperationLimits, "tokens">): DocumentNode {
  try {
    return parse(text, { maxTokens: tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { nodes, source, positions } = error;
    // graphql-js tells it by its message alone; that the message is as expected here is tested.
    const isTooLong = error.message === `Syntax Error: Document contains more that ${tokens} tokens. Parsing aborted.`;
    throw new GraphQLError(isTooLong ? `The document has more than ${tokens} tokens.` : error.message, {
      nodes: nodes ?? null,
      source: source ?? null,
      positions: positions ?? null,
      extensions: isTooLong ? { code: CODES.tokens, limit: tokens } : { code: "GRAPHQL_PARSE_FAILED" },
    });
  }
}

/**
 * Holds a document to the limits, before it is validated and planned: both take time that grows faster than the document.
 * All of it is validated, so each operation is held to them, and each fragment, whether or not something spreads it. It
 * takes time by the length of the document only.
 * @param asked the operation that is to run
 * @returns an error for each limit that one of them is past, with the limit, its value, and where in the document
 */
export function checkLimits(
  document: DocumentNode,
  asked: OperationDefinitionNode,
  fragments: Fragments,
  limits: OperationLimits,
): readonly GraphQLError[] {
  const { definitions } = document;
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const tooMany = checkOperations(operations, limits);
  if (tooMany !== undefined) return [tooMany];
  const tooDeep = checkLists(document, limits);
  if (tooDeep !== undefined) return [tooDeep];
  const shapeOf = shapesOf(fragments);
  for (const definition of [asked, ...definitions]) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const isOperation = definition.kind === Kind.OPERATION_DEFINITION;
    const called = isOperation ? "operation" : `fragment "${definition.name.value}"`;
    const shape = shapeOf(definition);
    const errors = [
      check(called, "depth", shape.depth, limits, () => shape.findDepth(limits.depth)),
      // What stands first in a fragment need not be at an operation's root.
      isOperation
        ? check(called, "rootFields", shape.rootFields, limits, () => shape.findRootField(limits.rootFields))
        : undefined,
      ...(["aliases", "directives", "fields", "deferred"] as const).map((what) => count(called, what, shape, limits)),
    ].filter((error) => error !== undefined);
    if (errors.length > 0) return errors;
  }
  return [];
}

function checkOperations(
  operations: readonly OperationDefinitionNode[],
  { operations: limit }: OperationLimits,
): GraphQLError | undefined {
  const { length: value } = operations;
  if (value <= limit) return undefined;
  return new GraphQLError(`The document has ${value} operations, and may have ${limit}.`, {
    nodes: operations[limit] ?? null,
    extensions: { code: CODES.operations, limit, value },
  });
}

function checkLists(document: DocumentNode, { listDepth: limit }: OperationLimits): GraphQLError | undefined {
  let depth = 0;
  let tooDeep: ListValueNode | undefined;
  visit(document, {
    ListValue: {
      enter(list) {
        depth += 1;
        if (depth <= limit) return undefined;
        tooDeep = list;
        return BREAK;
      },
      leave() {
        depth -= 1;
      },
    },
  });
  if (tooDeep === undefined) return undefined;
  return new GraphQLError(`More than ${limit} lists stand in each other in a value: send it as a variable.`, {
    nodes: tooDeep,
    extensions: { code: CODES.listDepth, limit },
  });
}

const count = (called: string, what: Countable, shape: OperationShape, limits: OperationLimits) =>
  check(called, what, shape.count(what), limits, () => shape.find(what, limits[what]));

function check(
  called: string,
  what: keyof typeof NAMES,
  value: number,
  limits: OperationLimits,
  find: () => Place | undefined,
): GraphQLError | undefined {
  const limit = limits[what];
  if (value <= limit) return undefined;
  const place = find();
  const at = place === undefined || place.path.length === 0 ? "" : ` at ${place.path.join(".")}`;
  return new GraphQLError(`The ${called} has ${value} ${NAMES[what]}, and may have ${limit}: too many${at}.`, {
    nodes: place?.node ?? null,
    extensions: { code: CODES[what], limit, value },
  });
}

/** The error of an operation whose estimated cost is past a limit. */
export function checkCost(cost: number, limit: number): GraphQLError | undefined {
  if (cost <= limit) return undefined;
  return new GraphQLError(`The operation is estimated to cost ${cost}, and may cost ${limit}.`, {
    extensions: { code: "COST_ESTIMATED_TOO_EXPENSIVE", limit, value: cost },
  });
}
