import {
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import { isObject, type Json, type JsonObject } from "../json.ts";
import type { Selected } from "./fields.ts";
import { compileLeaf, type WriteLeaf } from "./leaf.ts";
import { type Compiler, compileObject } from "./object.ts";
import { type Projection, report, type WriteObject, type WriteValue } from "./projection.ts";

/** What a value is called in messages: `field Product.name`. */
export type Description = string;

/**
 * Compiles the writer of a field's value.
 * @param below what is selected of it, when it is an object or a list of them
 */
export function compileValue(
  type: GraphQLOutputType,
  below: readonly Selected[],
  what: Description,
  compiler: Compiler,
): WriteValue {
  if (isNonNullType(type)) return nonNull(compileValue(type.ofType, below, what, compiler), what);
  if (isListType(type)) return list(compileValue(type.ofType, below, `an element of ${what}`, compiler), what);
  if (isLeafType(type)) return leaf(compileLeaf(type), what);
  return isObjectType(type) ? object(type, below, what, compiler) : abstract(type, below, what, compiler);
}

const NULL = "null";

function nonNull(write: WriteValue, what: Description): WriteValue {
  return (value, projection) => {
    const before = projection.problems.length;
    const text = write(value, projection);
    if (text !== NULL) return text;
    // A null that comes from a problem which was noted is no other problem.
    if (projection.problems.length === before) report(projection, `Cannot return null for non-nullable ${what}.`);
    return undefined;
  };
}

function list(write: WriteValue, what: Description): WriteValue {
  return (value, projection) => {
    if (value === null || value === undefined) return nothing(projection);
    if (!Array.isArray(value)) {
      report(projection, `Expected a list for ${what}.`);
      return NULL;
    }
    return orNull(elements, value, projection);
  };

  function elements(value: readonly Json[], projection: Projection): string | undefined {
    const { path } = projection;
    const depth = path.push(0) - 1;
    let text = "[";
    let complete = true;
    for (let index = 0; index < value.length; index++) {
      path[depth] = index;
      const item = write(value[index], projection);
      if (item === undefined) complete = false;
      else text += index === 0 ? item : `,${item}`;
    }
    path.pop();
    return complete ? `${text}]` : undefined;
  }
}

/** Text of a value, or null when it is forbidden: for what may be null. */
function orNull<Value>(
  write: (value: Value, projection: Projection) => string | undefined,
  value: Value,
  projection: Projection,
): string {
  const { deferring } = projection;
  if (deferring === undefined) return write(value, projection) ?? NULL;
  return deferring.orNull(projection.path, () => write(value, projection));
}

/** Null for what is not there, to which no later part can add: what a part fetches again may be there by then. */
function nothing({ deferring, path }: Projection): string {
  deferring?.showsNull(path);
  return NULL;
}

function leaf(write: WriteLeaf, what: Description): WriteValue {
  return (value, projection) => {
    if (value === null || value === undefined) return NULL;
    const text = write(value);
    if (text !== undefined) return text;
    report(projection, `Invalid value found for ${what}.`);
    return NULL;
  };
}

function object(
  type: GraphQLCompositeType,
  below: readonly Selected[],
  what: Description,
  compiler: Compiler,
): WriteValue {
  let write: WriteObject | undefined;
  return (value, projection) => {
    if (value === null || value === undefined) return nothing(projection);
    if (!isObject(value)) {
      report(projection, `Expected an object for ${what}.`);
      return NULL;
    }
    // Compiled when the first value comes: so the cost of a document is bounded by the data that it brings.
    write ??= compileObject(type, below, compiler);
    return orNull(write, value, projection);
  };
}

/**
 * Objects of an interface or a union: by what they say to be. One that does not say it has the fields that all have. An
 * interface's own name comes from a subgraph that knows the interface as an object (`@interfaceObject`).
 */
function abstract(
  type: GraphQLAbstractType,
  below: readonly Selected[],
  what: Description,
  compiler: Compiler,
): WriteValue {
  const writers = new Map<string, WriteObject>();
  const writerOf = (name: string): WriteObject | undefined => {
    const found = compiler.schema.getType(name);
    if (!isCompositeType(found) || !isPossible(type, found, compiler)) return undefined;
    const write = compileObject(found, below, compiler);
    writers.set(name, write);
    return write;
  };
  return (value, projection) => {
    if (value === null || value === undefined) return nothing(projection);
    if (!isObject(value)) {
      report(projection, `Expected an object for ${what}.`);
      return NULL;
    }
    const name = typenameOf(value) ?? type.name;
    const write = typeof name === "string" ? (writers.get(name) ?? writerOf(name)) : undefined;
    if (write === undefined) {
      report(projection, `Invalid __typename found for object at ${what}.`);
      return NULL;
    }
    return orNull(write, value, projection);
  };
}

const typenameOf = ({ __typename: name }: JsonObject) => name;

/** Whether a value of one type may say to be of another. */
export const isPossible = (type: GraphQLAbstractType, found: GraphQLCompositeType, { schema }: Compiler): boolean =>
  found === type || (!isUnionType(found) && schema.isSubType(type, found));
