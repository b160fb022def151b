import { type PublicFields, readPublicFields } from "@threefold/federation";
import {
  type QueryPlan,
  type QueryPlanner,
  type ResponseNames,
  readTypeHierarchy,
  requiredNames,
  responseNames,
  type TypeHierarchy,
} from "@threefold/federation/planner";
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  print,
} from "graphql";
import { compileExecutable, type Executable } from "../execution/executable.ts";
import type { Fragments } from "../execution/projection/fields.ts";
import {
  checkSubscription,
  conditionVariables,
  needsSubgraphs,
  requestError,
  validateDocument,
  validationError,
} from "./checks.ts";
import { withSingleRootFields } from "./mutation.ts";
import { type Sharing, sharingOf } from "./sharing.ts";
import { DEVELOPMENT, type ValidationOptions } from "./validation/rules.ts";
import { type CoerceVariables, compileVariables } from "./variables.ts";

/** An operation that was parsed, validated, planned and compiled: all that is done once per document. */
export interface PreparedOperation {
  readonly name: string | undefined;
  readonly kind: OperationTypeNode;
  readonly operation: OperationDefinitionNode;
  readonly plan: QueryPlan;
  readonly coerceVariables: CoerceVariables;
  readonly executable: Executable;
  /** Of subscriptions: who may share a stream. */
  readonly sharing: Sharing | undefined;
  /** About how much memory it holds, in bytes. */
  readonly size: number;
}

/** A prepared operation, or what is wrong with the document. */
export type Preparation =
  | { readonly ok: true; readonly operation: PreparedOperation }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

/** One supergraph, as far as operations are prepared for it. */
export interface OperationSchema {
  readonly apiSchema: GraphQLSchema;
  readonly planner: QueryPlanner;
  readonly names: ResponseNames;
  readonly types: TypeHierarchy;
  readonly validation: ValidationOptions;
  readonly publicFields: PublicFields;
}

/**
 * What preparing needs to know of a supergraph, read once.
 * @param validation what clients may learn of the schema: everything, unless given
 */
export function operationSchema(
  { sdl, apiSchema }: { readonly sdl: string; readonly apiSchema: GraphQLSchema },
  planner: QueryPlanner,
  validation: ValidationOptions = DEVELOPMENT,
): OperationSchema {
  const names = responseNames(requiredNames(sdl));
  const publicFields = readPublicFields({ sdl, apiSchema });
  return { apiSchema, planner, names, types: readTypeHierarchy(sdl), validation, publicFields };
}

/** As many tokens as Apollo Router allows a document by default. */
const MAX_TOKENS = 15_000;

/**
 * Prepares one operation of a document.
 * @param operationName which one; needed only when there are several
 * @returns errors as a value: `GRAPHQL_PARSE_FAILED`, `GRAPHQL_VALIDATION_FAILED`, `OPERATION_RESOLUTION_FAILURE`, or
 * the planner's
 */
export async function prepare(
  text: string,
  operationName: string | undefined,
  schema: OperationSchema,
): Promise<Preparation> {
  const read = readOperation(text, operationName, schema);
  if ("errors" in read) return { ok: false, errors: read.errors };
  const { document, operation, fragments } = read;
  const plannable = withSingleRootFields(document, operation, fragments, schema.apiSchema);
  if (plannable instanceof GraphQLError) {
    return { ok: false, errors: [withCode(plannable, "GRAPHQL_VALIDATION_FAILED")] };
  }
  const planned = await schema.planner.plan(print(schema.names.rename(plannable)), operation.name?.value);
  if (planned.kind === "error") {
    const { message, code } = planned.error;
    return { ok: false, errors: [new GraphQLError(message, { extensions: { code } })] };
  }
  const { plan } = planned;
  if (plan.node === undefined && needsSubgraphs(operation, fragments, schema.apiSchema)) {
    const message = "This operation has no query plan, though it asks for data.";
    return { ok: false, errors: [new GraphQLError(message, { extensions: { code: "PLANNING_FAILED" } })] };
  }
  const { apiSchema, types, names } = schema;
  const isSubscription = operation.operation === OperationTypeNode.SUBSCRIPTION;
  return {
    ok: true,
    operation: {
      name: operation.name?.value,
      kind: operation.operation,
      operation,
      plan,
      coerceVariables: compileVariables(
        operation,
        apiSchema,
        conditionVariables(document),
        schema.validation.suggestions,
      ),
      executable: compileExecutable({ plan, operation, fragments, schema: apiSchema, types, names }),
      sharing: isSubscription ? sharingOf(document, operation, apiSchema, schema.publicFields) : undefined,
      size: sizeOf(text, plan),
    },
  };
}

interface ReadOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
}

function readOperation(
  text: string,
  operationName: string | undefined,
  { apiSchema: schema, validation }: OperationSchema,
): ReadOperation | { readonly errors: readonly GraphQLError[] } {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return { errors: [withCode(error, "GRAPHQL_PARSE_FAILED")] };
  }
  const operation = selectOperation(document, operationName);
  if (operation instanceof GraphQLError) return { errors: [operation] };
  const fragments = fragmentsOf(document);
  // Before validation, which throws on what this refuses.
  const refused = checkSubscription(operation, fragments);
  const errors = refused.length > 0 ? refused : validateDocument(schema, document, validation);
  if (errors.length > 0) return { errors: errors.map((error) => withCode(error, "GRAPHQL_VALIDATION_FAILED")) };
  if (operation.operation === OperationTypeNode.SUBSCRIPTION && !needsSubgraphs(operation, fragments, schema)) {
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

function fragmentsOf({ definitions }: DocumentNode): Fragments {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

function withCode(error: unknown, code: string): GraphQLError {
  if (!(error instanceof GraphQLError)) return requestError("The document cannot be read.");
  const { message, nodes, source, positions, extensions } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code, ...extensions },
  });
}

/** By measurement: an AST takes about 20 times its text, and compiled steps about 10 times their plan's. */
const sizeOf = (text: string, plan: QueryPlan): number => 2_000 + 20 * text.length + 10 * JSON.stringify(plan).length;
