import type { ResponseNames } from "@threefold/federation/planner";
import type { GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { ResponseError, Variables } from "../execution.ts";
import type { JsonObject } from "../json.ts";
import { ALWAYS } from "./conditions.ts";
import { FIRST } from "./deferred.ts";
import type { Deferring } from "./deferring.ts";
import type { Fragments } from "./fields.ts";
import { compileIntrospection } from "./introspection.ts";
import { type Compiler, compileObject } from "./object.ts";

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
 * @returns given what a response in parts knows of itself, it writes the first of the parts and notes the others
 */
export function compileProject(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  schema: GraphQLSchema,
  names: ResponseNames,
  generated = false,
): Project {
  const root = schema.getRootType(operation.operation);
  if (root === undefined || root === null) throw new Error(`the schema has no ${operation.operation}`);
  const compiler: Compiler = {
    schema,
    fragments,
    names,
    part: FIRST,
    generated,
    introspect: (field) => compileIntrospection(field, operation, schema, fragments),
  };
  const write = compileObject(root, [{ selectionSet: operation.selectionSet, when: ALWAYS }], compiler);
  return (data, variables, deferring) => {
    const problems: ResponseError[] = [];
    const projection = { variables, path: [], problems, ...(deferring && { deferring }) };
    return {
      data: deferring ? deferring.orNull([], () => write(data, projection)) : (write(data, projection) ?? "null"),
      problems,
    };
  };
}
