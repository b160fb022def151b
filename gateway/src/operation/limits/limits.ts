import { type DocumentNode, GraphQLError, type OperationDefinitionNode, parse } from "graphql";
import { type Countable, type Fragments, type OperationShape, type Place, shapeOf } from "./shape.ts";

/** How large an operation may be. Fragments count as if they were written out wherever they are spread. */
export interface OperationLimits {
  /** Of the document's text, names, numbers, strings and signs each being one. */
  readonly tokens: number;
  /** How many fields may stand in each other. */
  readonly depth: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  /** What keeps validation and planning short, whatever the fragments. */
  readonly fields: number;
  /** Fragments with `@defer`: each is written out, planned and answered by itself. */
  readonly deferred: number;
}

export const DEFAULT_LIMITS: OperationLimits = {
  tokens: 15_000,
  depth: 20,
  rootFields: 20,
  aliases: 50,
  directives: 100,
  fields: 3_000,
  deferred: 20,
};

const CODES = {
  tokens: "MAX_TOKENS_LIMIT",
  depth: "MAX_DEPTH_LIMIT",
  rootFields: "MAX_ROOT_FIELDS_LIMIT",
  aliases: "MAX_ALIASES_LIMIT",
  directives: "MAX_DIRECTIVES_LIMIT",
  fields: "MAX_FIELDS_LIMIT",
  deferred: "MAX_DEFERRED_LIMIT",
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
 * Holds an operation to the limits, before it is validated and planned: both take time that grows faster than the
 * document. It takes time by the length of the document only.
 * @returns an error for each limit that it is past, with the limit, its value, and where in the document
 */
export function checkLimits(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  limits: OperationLimits,
): readonly GraphQLError[] {
  const shape = shapeOf(operation, fragments);
  const checks = [
    check("depth", shape.depth, limits, () => shape.findDepth(limits.depth)),
    check("rootFields", shape.rootFields, limits, () => shape.findRootField(limits.rootFields)),
    ...(["aliases", "directives", "fields", "deferred"] as const).map((what) => count(what, shape, limits)),
  ];
  return checks.filter((error) => error !== undefined);
}

const count = (what: Countable, shape: OperationShape, limits: OperationLimits) =>
  check(what, shape.count(what), limits, () => shape.find(what, limits[what]));

function check(
  what: keyof typeof NAMES,
  value: number,
  limits: OperationLimits,
  find: () => Place | undefined,
): GraphQLError | undefined {
  const limit = limits[what];
  if (value <= limit) return undefined;
  const place = find();
  const at = place === undefined || place.path.length === 0 ? "" : ` at ${place.path.join(".")}`;
  return new GraphQLError(`The operation has ${value} ${NAMES[what]}, and may have ${limit}: too many${at}.`, {
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
