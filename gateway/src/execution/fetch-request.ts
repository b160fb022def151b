import type { FetchNode } from "@threefold/federation/planner";
import type { Variables } from "./execution.ts";
import { type Json, quote, textOf } from "./json.ts";

/** Writes the body of a fetch's request: all but the variables' values is text that was made once. */
export interface RequestWriter {
  /** @param more further variables as JSON text, without braces */
  write(variables: Variables, more?: string): string;
}

export function compileRequest(
  { operation, operationName, variableUsages = [] }: FetchNode,
  given: ReadonlySet<string>,
) {
  const name = operationName === undefined ? "" : `,"operationName":${quote(operationName)}`;
  const start = `{"query":${JSON.stringify(operation)}${name}`;
  const used = variableUsages
    .filter((variable) => !given.has(variable))
    .map((variable) => ({ variable, prefix: `${quote(variable)}:` }));
  const withoutVariables = `${start}}`;
  const write = (variables: Variables, more = ""): string => {
    let text = more;
    for (const { variable, prefix } of used) {
      const value = variables[variable];
      if (value !== undefined) text += `${text === "" ? "" : ","}${prefix}${textOf(value as Json)}`;
    }
    return text === "" ? withoutVariables : `${start},"variables":{${text}}}`;
  };
  return { write } satisfies RequestWriter;
}
