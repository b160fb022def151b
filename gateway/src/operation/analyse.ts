import { type CostEstimate, compileCost } from "@threefold/federation/cost";
import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, OperationTypeNode, visit } from "graphql";
import type { Variables } from "../execution/execution.ts";
import type { Fragments } from "../execution/projection/fields.ts";
import { compileAuthorisation, type OperationAuthorisation } from "./authorisation/index.ts";
import {
  checkSubscription,
  conditionVariables,
  needsSubgraphs,
  requestError,
  validateDocument,
  validationError,
} from "./checks.ts";
import { type Defers, readDefers } from "./defer/index.ts";
import { checkLimits, parseWithin } from "./limits/index.ts";
import type { OperationSchema } from "./schema.ts";
import { type Sharing, sharingOf } from "./sharing.ts";
import { type CoerceVariables, compileVariables } from "./variables.ts";

/** What is known of an operation before it is planned, whoever sends it. */
export interface AnalysedOperation {
  /** The document as it came. */
  readonly text: string;
  /** The name that it was asked for by. */
  readonly askedName: string | undefined;
  readonly name: string | undefined;
  readonly kind: OperationTypeNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  readonly coerceVariables: CoerceVariables;
  /** What it costs at most. */
  estimate(variables: Variables): CostEstimate;
  readonly authorisation: OperationAuthorisation;
  /** The labels of `@override` that its plan may depend on. */
  readonly labels: readonly string[];
  /** Absent when it has no `@defer`. */
  readonly defers: Defers | undefined;
  /** Of subscriptions: who may share a stream. */
  readonly sharing: Sharing | undefined;
  /** About how much memory it holds, in bytes. */
  readonly size: number;
}

export type Analysis =
  | { readonly ok: true; readonly operation: AnalysedOperation }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

/**
 * Reads one operation of a document, holds it to the limits and validates it.
 * @param operationName which one; needed only when there are several
 * @returns errors as a value: `GRAPHQL_PARSE_FAILED`, `OPERATION_RESOLUTION_FAILURE`, those of the limits, or
 * `GRAPHQL_VALIDATION_FAILED`
 */
export function analyse(text: string, operationName: string | undefined, schema: OperationSchema): Analysis {
  try {
    return analysed(text, operationName, schema);
  } catch (error) {
    // One that can be parsed may stand too deep in itself for what looks at it next.
    if (error instanceof RangeError) return { ok: false, errors: [UNREADABLE] };
    throw error;
  }
}

function analysed(text: string, operationName: string | undefined, schema: OperationSchema): Analysis {
  const read = readOperation(text, operationName, schema);
  if ("errors" in read) return { ok: false, errors: read.errors };
  const { document, operation, fragments } = read;
  const { apiSchema, costs, listSize, authorisation, validation } = schema;
  return {
    ok: true,
    operation: {
      text,
      askedName: operationName,
      name: operation.name?.value,
      kind: operation.operation,
      operation,
      fragments,
      coerceVariables: compileVariables(operation, apiSchema, conditionVariables(document), validation.suggestions),
      estimate: compileCost(operation, fragments, apiSchema, costs, { listSize }),
      authorisation: compileAuthorisation(operation, fragments, apiSchema, authorisation),
      labels: schema.overrides?.touchedBy(fieldNames(document)) ?? NO_LABELS,
      defers: readDefers(operation, fragments),
      sharing:
        operation.operation === OperationTypeNode.SUBSCRIPTION
          ? sharingOf(operation, fragments, apiSchema, schema.publicFields)
          : undefined,
      size: sizeOf(text),
    },
  };
}

const UNREADABLE = requestError("The document cannot be read.");

const NO_LABELS: readonly string[] = [];

function fieldNames(document: DocumentNode): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, { Field: ({ name }) => void names.add(name.value) });
  return names;
}

interface ReadOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
}

function readOperation(
  text: string,
  operationName: string | undefined,
  { apiSchema, validation, limits }: OperationSchema,
): ReadOperation | { readonly errors: readonly GraphQLError[] } {
  let document: DocumentNode;
  try {
    document = parseWithin(text, limits);
  } catch (error) {
    return { errors: [withCode(error, "GRAPHQL_PARSE_FAILED")] };
  }
  const operation = selectOperation(document, operationName);
  if (operation instanceof GraphQLError) return { errors: [operation] };
  const fragments = fragmentsOf(document);
  // Before validation, which takes long on what is too large, and throws on what checkSubscription refuses.
  const tooLarge = checkLimits(document, operation, fragments, limits);
  if (tooLarge.length > 0) return { errors: tooLarge };
  const refused = checkSubscription(operation, fragments);
  const errors = refused.length > 0 ? refused : validateDocument(apiSchema, document, validation);
  if (errors.length > 0) return { errors: errors.map((error) => withCode(error, "GRAPHQL_VALIDATION_FAILED")) };
  if (operation.operation === OperationTypeNode.SUBSCRIPTION && !needsSubgraphs(operation, fragments, apiSchema)) {
    return { errors: [validationError("A subscription must ask for something that happens.", operation)] };
  }
  return { document, operation, fragments };
}

/** https://spec.graphql.org/September2025/#GetOperation() */
function selectOperation(
  { definitions }: DocumentNode,
  name: string | undefined,
): OperationDefinitionNode | GraphQLError {
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const found = name === undefined ? operations : operations.filter((operation) => operation.name?.value === name);
  const [only] = found;
  if (only !== undefined && (name !== undefined || found.length === 1)) return only;
  const message =
    name !== undefined
      ? `Unknown operation named "${name}".`
      : only === undefined
        ? "Must provide an operation."
        : "Must provide operation name if query contains multiple operations.";
  return new GraphQLError(message, { extensions: { code: "OPERATION_RESOLUTION_FAILURE" } });
}

/** The fragments of a document, by name. */
export function fragmentsOf({ definitions }: DocumentNode): Fragments {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function withCode(error: unknown, code: string): GraphQLError {
  if (!(error instanceof GraphQLError)) return UNREADABLE;
  const { message, nodes, source, positions, extensions } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code, ...extensions },
  });
}

/** By measurement of the heap: an operation's AST, and what was found out about it, take about 40 times its text. */
const sizeOf = (text: string): number => 4_000 + 40 * text.length;
