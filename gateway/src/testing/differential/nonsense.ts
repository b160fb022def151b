import { type GraphQLSchema, isEnumType, isLeafType, isScalarType } from "graphql";
import type { Fault } from "./faults.ts";

export interface Mark {
  readonly path: readonly (string | number)[];
  readonly fault: Fault;
  /** The field's type as SDL has it. */
  readonly type: string;
}

/** Makes marked values of an answer missing or nonsense. What was nulled already, above a mark, stays. */
export function spoil(data: unknown, marks: readonly Mark[], schema: GraphQLSchema): void {
  for (const { path, fault, type } of marks) {
    let parent: unknown = data;
    for (const key of path.slice(0, -1))
      parent = (parent as Record<string | number, unknown> | null | undefined)?.[key];
    const key = path.at(-1);
    if (typeof parent !== "object" || parent === null || key === undefined || !(key in parent)) continue;
    const target = parent as Record<string | number, unknown>;
    if (fault === "missing") delete target[key];
    else target[key] = nonsenseFor(type, schema);
  }
}

function nonsenseFor(type: string, schema: GraphQLSchema): unknown {
  if (type.startsWith("[")) return "no list";
  const named = schema.getType(type.replaceAll("!", ""));
  if (!isLeafType(named)) return 42;
  if (isEnumType(named)) return "NO_SUCH_VALUE";
  if (!isScalarType(named)) return null;
  return NONSENSE.get(named.name) ?? null;
}

const NONSENSE: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["Int", 2 ** 31],
  ["Float", "1.5"],
  ["String", { text: "no text" }],
  ["Boolean", "true"],
  ["ID", ["no id"]],
]);
