import { compileMeasure, type MeasureCost } from "@threefold/federation/cost";
import type { QueryPlan } from "@threefold/federation/planner";
import { GraphQLError, type OperationTypeNode, print } from "graphql";
import { compileExecutable, type Executable } from "../execution/executable.ts";
import type { ResponseError, Variables } from "../execution/execution.ts";
import type { Part } from "../execution/projection/deferred.ts";
import { type AnalysedOperation, analyse, fragmentsOf } from "./analyse.ts";
import { type AuthorisedOperation, compileAuthorisation } from "./authorisation/index.ts";
import { needsSubgraphs } from "./checks.ts";
import { keyOfLabels, labelsOf } from "./decide-labels.ts";
import { writeOutDefers } from "./defer/index.ts";
import { withDisjointRootFields } from "./mutation.ts";
import type { OperationSchema } from "./schema.ts";
import type { Sharing } from "./sharing.ts";
import type { CoerceVariables } from "./variables.ts";

/** An operation that was planned and compiled for those who may see the same of it. */
export interface PreparedOperation {
  readonly name: string | undefined;
  readonly kind: OperationTypeNode;
  readonly plan: QueryPlan;
  /** Its deferred fragments. With any, it is run in parts. */
  readonly parts: readonly Part[];
  readonly coerceVariables: CoerceVariables;
  /** Whether the labels of `@override` that it depends on are on. Absent when there are none. */
  readonly labels: Readonly<Record<string, boolean>> | undefined;
  /** Of subscriptions: who may share a stream, among those who may see the same of it. */
  readonly sharing: Sharing | undefined;
  readonly executable: Executable;
  /** The errors of what may not be seen of it. */
  denied(variables: Variables): readonly ResponseError[];
  /** About how much memory it holds, in bytes. */
  readonly size: number;
}

/** A prepared operation, or why there is none. */
export type Preparation =
  | { readonly ok: true; readonly operation: PreparedOperation }
  | { readonly ok: false; readonly errors: readonly GraphQLError[] };

/**
 * Prepares one operation of a document, for somebody who may see everything.
 * @param operationName which one; needed only when there are several
 * @param labels of `@override` that are on; none, unless given
 * @returns the errors of `analyse` and `plan` as a value
 */
export async function prepare(
  text: string,
  operationName: string | undefined,
  schema: OperationSchema,
  labels: readonly string[] = [],
): Promise<Preparation> {
  const analysis = analyse(text, operationName, schema);
  if (!analysis.ok) return analysis;
  const everything = analysis.operation.authorisation.requirements.map(() => "1").join("");
  return plan(analysis.operation, everything, schema, "", keyOfLabels(labels));
}

/**
 * Plans an operation without what may not be seen, and compiles it.
 * @param decision what its authorisation decided for whoever sends it
 * @param choice which of its fragments are deferred, as `analysed.defers` chose: none, unless given
 * @param labels which labels of `@override` are on, as `DecideLabels` says: none, unless given
 * @returns errors as a value: `GRAPHQL_VALIDATION_FAILED`, or the planner's
 */
export async function plan(
  analysed: AnalysedOperation,
  decision: string,
  schema: OperationSchema,
  choice = "",
  labels = "",
): Promise<Preparation> {
  const { authorisation, parts } = written(analysed, choice, schema);
  const authorised = authorisation.authorise(decision);
  const planned = await planFor(authorised, schema, labelsOf(labels));
  if (planned instanceof GraphQLError) return { ok: false, errors: [planned] };
  const { apiSchema, types, names, costs, generateAfter } = schema;
  const { operation, fragments } = authorised.shown;
  return {
    ok: true,
    operation: {
      name: analysed.name,
      kind: analysed.kind,
      plan: planned,
      parts,
      labels: analysed.labels.length === 0 ? undefined : asRecord(analysed.labels, labelsOf(labels)),
      coerceVariables: analysed.coerceVariables,
      sharing: analysed.sharing && {
        ...analysed.sharing,
        canonical: `${analysed.sharing.canonical} ${decision}${labels === "" ? "" : ` ${labels}`}`,
      },
      // By what is shown: more than that may have been fetched.
      executable: compileExecutable({
        plan: planned,
        operation,
        fragments,
        schema: apiSchema,
        types,
        names,
        generateAfter,
        measure: lazily(() => compileMeasure(operation, fragments, apiSchema, costs, { keyOf: names.planned })),
      }),
      denied: authorised.isComplete ? nothing : (variables) => authorised.errors(variables).map(asResponseError),
      size: sizeOf(planned),
    },
  };
}

/** The operation with its deferred fragments written out, and all others answered with what stands around them. */
function written(
  { operation, fragments, authorisation, defers }: AnalysedOperation,
  choice: string,
  schema: OperationSchema,
): Pick<AnalysedOperation, "authorisation"> & Pick<PreparedOperation, "parts"> {
  if (defers === undefined) return { authorisation, parts: NO_PARTS };
  const out = writeOutDefers(operation, fragments, (directive) => defers.isActive(directive, choice));
  const { parts } = out;
  return {
    authorisation: compileAuthorisation(out.operation, out.fragments, schema.apiSchema, schema.authorisation),
    parts,
  };
}

const NO_PARTS: readonly Part[] = [];

async function planFor(
  { planned }: AuthorisedOperation,
  schema: OperationSchema,
  labels: readonly string[],
): Promise<QueryPlan | GraphQLError> {
  if (planned === undefined) return {};
  const { document, operation } = planned;
  const fragments = fragmentsOf(document);
  const plannable = withDisjointRootFields(document, operation, fragments, schema.apiSchema);
  if (plannable instanceof GraphQLError) return withCode(plannable, "GRAPHQL_VALIDATION_FAILED");
  const result = await schema.planner.plan(print(schema.names.rename(plannable)), operation.name?.value, labels);
  if (result.kind === "error") return withCode(new GraphQLError(result.error.message), result.error.code);
  if (result.plan.node === undefined && needsSubgraphs(operation, fragments, schema.apiSchema)) {
    return withCode(new GraphQLError("This operation has no query plan, though it asks for data."), "PLANNING_FAILED");
  }
  return result.plan;
}

const asRecord = (labels: readonly string[], on: readonly string[]): Readonly<Record<string, boolean>> =>
  Object.fromEntries(labels.map((label) => [label, on.includes(label)]));

const nothing = (): readonly ResponseError[] => [];

const asResponseError = ({ message, path, extensions }: GraphQLError): ResponseError => ({
  message,
  extensions,
  ...(path && { path }),
});

function withCode({ message, nodes }: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(message, { nodes: nodes ?? null, extensions: { code } });
}

/** Measuring is compiled by the first who wants it. */
function lazily(compile: () => MeasureCost): MeasureCost {
  let compiled: MeasureCost | undefined;
  return (data, variables) => {
    compiled ??= compile();
    return compiled(data, variables);
  };
}

/** By measurement of the heap: compiled steps take about 24 times their plan's text, with the code that is generated later. */
const sizeOf = (plan: QueryPlan): number => 16_000 + 24 * JSON.stringify(plan).length;
