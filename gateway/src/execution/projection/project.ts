import type { ResponseNames } from "@threefold/federation/planner";
import type { GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { ResponseError, Variables } from "../execution.ts";
import type { JsonObject } from "../json.ts";
import { ALWAYS } from "./conditions.ts";
import { FIRST } from "./deferred.ts";
import type { Deferring } from "./deferring.ts";
import type { Fragments, ResponseField } from "./fields.ts";
import { mayGenerate } from "./generate.ts";
import { compileIntrospection } from "./introspection.ts";
import { type Compiler, compileObject } from "./object.ts";
import type { WriteObject } from "./projection.ts";

export interface Projected {
  /** The response's data as JSON text. */
  readonly data: string;
  /** Where the data is not what the schema promises, and null is shown instead. */
  readonly problems: readonly ResponseError[];
}

export type Project = (data: JsonObject, variables: Variables, deferring?: Deferring) => Projected;

/**
 * Compiles what makes the text of a response from all that was fetched, following the operation as the client wrote it:
 * its fields in its order, under its names, each checked against the schema
 * (https://spec.graphql.org/September2025/#sec-Value-Completion).
 * @param schema the API schema, against which the operation is valid
 * @param generateAfter after how many answers code of its own is generated, where nothing is deferred
 * @returns given what a response in parts knows of itself, it writes the first of the parts and notes the others
 */
export function compileProject(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  schema: GraphQLSchema,
  names: ResponseNames,
  generateAfter: number,
): Project {
  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null) throw new Error(`the schema has no ${operation.operation}`);
  const compile = (generated: boolean): WriteObject => {
    const introspect = (field: ResponseField) => compileIntrospection(field, operation, schema, fragments);
    const compiler: Compiler = { schema, fragments, names, part: FIRST, generated, introspect };
    return compileObject(root, [{ selectionSet: operation.selectionSet, when: ALWAYS }], compiler);
  };
  const writeInParts = compile(false);
  let write = writeInParts;
  let answers = 0;
  return (data, variables, deferring) => {
    const problems: ResponseError[] = [];
    if (deferring !== undefined) {
      const projection = { variables, path: [], problems, deferring };
      return { data: deferring.orNull([], () => writeInParts(data, projection)), problems };
    }
    if (mayGenerate && answers <= generateAfter && answers++ === generateAfter) write = compile(true);
    return { data: write(data, { variables, path: [], problems }) ?? "null", problems };
  };
}
