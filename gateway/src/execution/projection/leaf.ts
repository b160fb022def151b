import { type GraphQLLeafType, isEnumType } from "graphql";
import { type Json, quote, textOf } from "../json.ts";

/** JSON text of a leaf value that is not null; nothing when the value is none of the type's. */
export type WriteLeaf = (value: Json) => string | undefined;

/**
 * Compiles the check of a leaf type's values. Numbers become an ID's text, as graphql-js has it; custom scalars are
 * whatever the subgraph says.
 */
export function compileLeaf(type: GraphQLLeafType): WriteLeaf {
  if (isEnumType(type)) return compileEnum(type.getValues().map(({ name }) => name));
  return BUILT_IN.get(type.name) ?? textOf;
}

const BUILT_IN: ReadonlyMap<string, WriteLeaf> = new Map([
  // Above 32 bits, and for fractions, `|` gives another number.
  ["Int", (value) => (typeof value === "number" && (value | 0) === value ? `${value}` : undefined)],
  ["Float", (value) => (typeof value === "number" && Number.isFinite(value) ? `${value}` : undefined)],
  ["String", (value) => (typeof value === "string" ? quote(value) : undefined)],
  ["Boolean", (value) => (typeof value === "boolean" ? `${value}` : undefined)],
  ["ID", (value) => (typeof value === "string" ? quote(value) : Number.isInteger(value) ? `"${value}"` : undefined)],
] satisfies [string, WriteLeaf][]);

function compileEnum(names: readonly string[]): WriteLeaf {
  const texts = new Map<Json, string>(names.map((name) => [name, `"${name}"`]));
  return (value) => texts.get(value);
}
