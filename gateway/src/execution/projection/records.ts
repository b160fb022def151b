import {
  type GraphQLCompositeType,
  type GraphQLOutputType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
} from "graphql";
import { isInherited, isObject, type Json, own, quote } from "../json.ts";
import { holds } from "./conditions.ts";
import type { Deferring, WriteRecords } from "./deferring.ts";
import { collectPart, type ResponseField, type Selected } from "./fields.ts";
import { type Compiler, compileField, isThere, noteDeferred } from "./object.ts";
import type { Projection } from "./projection.ts";
import { isPossible } from "./value.ts";

/**
 * Compiles the writer of what a part (`compiler.part`) adds to objects of a type. What the client has already is left
 * out, unless parts repeat it: of an object that it has, there is a record with the fields that are new.
 */
export function compileRecords(
  type: GraphQLCompositeType,
  selected: readonly Selected[],
  compiler: Compiler,
): WriteRecords {
  const { fields } = collectPart(type, selected, compiler.schema, compiler.fragments, compiler.part);
  const compiled = fields.map((field) => ({
    field,
    prefix: `${quote(field.key)}:`,
    write: compileField(type, field, compiler),
    extend: compileExtension(type, field, compiler),
  }));
  const note = noteDeferred(type, selected, compiler);
  return (object, projection) => {
    const { deferring } = projection;
    if (deferring === undefined) return false;
    let text = "";
    for (const { field, prefix, write, extend } of compiled) {
      if (!isThere(field, projection)) continue;
      if (isKnown(field, deferring, projection)) {
        if (!extend(object, projection)) return false;
        continue;
      }
      const value = write(object, projection);
      if (value === undefined) return false;
      text += `${text === "" ? "{" : ","}${prefix}${value}`;
    }
    if (text !== "") deferring.add({ path: [...projection.path], data: `${text}}` });
    note?.(object, projection);
    return true;
  };
}

/** Whether the client has the field from another part. */
const isKnown = ({ elsewhere }: ResponseField, deferring: Deferring, { variables }: Projection): boolean =>
  !deferring.repeats && elsewhere.some(({ part, when }) => deferring.hasDelivered(part) && holds(when, variables));

/** Writes what a part adds below a field that the client has: nothing but further objects can have more. */
function compileExtension(type: GraphQLCompositeType, field: ResponseField, compiler: Compiler): WriteRecords {
  const definition = isUnionType(type) ? undefined : type.getFields()[field.node.name.value];
  if (definition === undefined || field.below.length === 0) return () => true;
  const key = compiler.names.planned(field.node);
  const inherited = isInherited(key);
  const extend = extendValue(definition.type, field.below, compiler);
  return (object, projection) => {
    projection.path.push(field.key);
    const complete = extend(inherited ? own(object, key) : object[key], projection);
    projection.path.pop();
    return complete;
  };
}

type ExtendValue = (value: Json | undefined, projection: Projection) => boolean;

function extendValue(type: GraphQLOutputType, below: readonly Selected[], compiler: Compiler): ExtendValue {
  if (isNonNullType(type)) return extendValue(type.ofType, below, compiler);
  if (isLeafType(type)) return () => true;
  if (isListType(type)) {
    const extend = extendValue(type.ofType, below, compiler);
    return (value, projection) => {
      const { path, deferring } = projection;
      if (!Array.isArray(value) || deferring?.isNull(path) === true) return true;
      const depth = path.push(0) - 1;
      let complete = true;
      for (let index = 0; index < value.length && complete; index++) {
        path[depth] = index;
        complete = extend(value[index], projection);
      }
      path.pop();
      return complete;
    };
  }
  const write = compileTypedRecords(type, below, compiler);
  return (value, projection) =>
    isObject(value) && projection.deferring?.isNull(projection.path) !== true ? write(value, projection) : true;
}

/** The same by the type that each object says to be of, when it is written: until then it may not have been known. */
export function compileTypedRecords(
  type: GraphQLCompositeType,
  selected: readonly Selected[],
  compiler: Compiler,
): WriteRecords {
  const writers = new Map<GraphQLCompositeType, WriteRecords>();
  const writerOf = (actual: GraphQLCompositeType): WriteRecords => {
    const known = writers.get(actual);
    if (known !== undefined) return known;
    const write = compileRecords(actual, selected, compiler);
    writers.set(actual, write);
    return write;
  };
  return (object, projection) => {
    if (!isAbstractType(type)) return writerOf(type)(object, projection);
    const found = compiler.schema.getType(String(object["__typename"] ?? type.name));
    // What is of no such type was shown as null.
    return isCompositeType(found) && isPossible(type, found, compiler) ? writerOf(found)(object, projection) : true;
  };
}
