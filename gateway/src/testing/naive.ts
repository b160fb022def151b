import {
  type DocumentNode,
  executeSync,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
} from "graphql";
import type { Json, JsonObject } from "../execution/json.ts";

/** Merging, as slowly and plainly as can be: values that are built anew from two others. */
export function naiveMerge(target: Json | undefined, source: Json | undefined): Json | undefined {
  if (source === undefined) return target;
  if (source === null) return typeof target === "object" ? target : null;
  if (Array.isArray(target) && Array.isArray(source) && target.length === source.length) {
    return target.map((item, index) => naiveMerge(item, source[index]) ?? null);
  }
  if (isPlain(target) && isPlain(source)) {
    const keys = new Set([...Object.keys(target), ...Object.keys(source)]);
    const merged = Array.from(keys, (key) => [key, naiveMerge(ownOf(target, key), ownOf(source, key))] as const);
    return Object.fromEntries(merged);
  }
  return source;
}

/** graphql-js takes anything for an object; an error in its place is an error. */
function shaped(value: Json | undefined, type: GraphQLOutputType): unknown {
  if (value === null || value === undefined) return value;
  if (isNonNullType(type)) return shaped(value, type.ofType);
  if (isListType(type)) return Array.isArray(value) ? value.map((item) => shaped(item, type.ofType)) : value;
  return isCompositeType(type) && !isPlain(value) ? new Error("no object") : value;
}

const isPlain = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const ownOf = (object: JsonObject, key: string) => (Object.hasOwn(object, key) ? object[key] : undefined);

/** Projection, by graphql-js: fields are read from the data under their response names. */
export function naiveProject(
  schema: GraphQLSchema,
  document: DocumentNode,
  data: JsonObject,
  variableValues: Readonly<Record<string, unknown>>,
): Json {
  const result = executeSync({
    schema,
    document,
    rootValue: data,
    variableValues,
    fieldResolver: (source, _args, _context, info) =>
      isPlain(source) ? shaped(ownOf(source, String(info.path.key)), info.returnType) : undefined,
    typeResolver: (value, _context, _info, abstract) => {
      const name = isPlain(value) ? value["__typename"] : undefined;
      const type = typeof name === "string" ? schema.getType(name) : undefined;
      return isObjectType(type) && isAbstractType(abstract) && schema.isSubType(abstract, type) ? type.name : undefined;
    },
  });
  return JSON.parse(JSON.stringify(result.data ?? null));
}

export const onlyOperation = ({ definitions }: DocumentNode): OperationDefinitionNode => {
  const [operation] = definitions.filter((definition) => definition.kind === "OperationDefinition");
  if (operation === undefined) throw new Error("the document has no operation");
  return operation;
};
