import type { ResponseNames } from "@threefold/federation/planner";
import {
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import { isInherited, type JsonObject, own, quote } from "../json.ts";
import { holds, keyOf } from "./conditions.ts";
import { isDenied } from "./denied.ts";
import { collectPart, type DeferredUse, type Fragments, type ResponseField, type Selected } from "./fields.ts";
import { compileLeaf } from "./leaf.ts";
import { type Projection, report, type WriteObject } from "./projection.ts";
import { compileTypedRecords } from "./records.ts";
import { compileValue } from "./value.ts";

/** What the writers of one operation are compiled with. */
export interface Compiler {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly names: ResponseNames;
  /** Which part of the operation is written. */
  readonly part: number;
  /** The writer of `__schema` or `__type` at the root. */
  introspect(field: ResponseField): WriteObject;
}

/** Compiles the writer of objects of a type: their fields in the operation's order, and nothing else that was fetched. */
export function compileObject(
  type: GraphQLCompositeType,
  selected: readonly Selected[],
  compiler: Compiler,
): WriteObject {
  const { fields: collected } = collectPart(type, selected, compiler.schema, compiler.fragments, compiler.part);
  const fields = collected.map((field) => ({
    field,
    prefix: `${quote(field.key)}:`,
    write: compileField(type, field, compiler),
  }));
  const fixed = fields.every(({ field }) => field.when.length === 0 && field.unless.length === 0);
  const writeFields = fixed ? writeAll(fields) : writeSome(fields);
  const note = noteDeferred(type, selected, compiler);
  const write = note === undefined ? writeFields : withNote(writeFields, note);
  if (isObjectType(type)) return write;
  const depending = fieldsOfSome(type, selected, new Set(collected.map(({ key }) => key)), compiler);
  return depending.length === 0 ? write : writeUntyped(type, write, depending);
}

/** The fields that only some of the objects of an interface or a union have in the response. */
function fieldsOfSome(
  type: GraphQLAbstractType,
  selected: readonly Selected[],
  known: ReadonlySet<string>,
  { schema, fragments, part }: Compiler,
): readonly ResponseField[] {
  return schema
    .getPossibleTypes(type)
    .flatMap((possible) =>
      collectPart(possible, selected, schema, fragments, part).fields.filter(({ key }) => !known.has(key)),
    );
}

/** Notes the deferred fragments of an object, so that they are answered later. */
export function noteDeferred(
  type: GraphQLCompositeType,
  selected: readonly Selected[],
  compiler: Compiler,
): ((object: JsonObject, projection: Projection) => void) | undefined {
  const uses = deferredOf(type, selected, compiler).map(({ part, when }) => ({
    part,
    when,
    write: compileTypedRecords(type, selected, { ...compiler, part: part.number }),
  }));
  if (uses.length === 0) return undefined;
  return (object, { deferring, path, variables }) => {
    for (const { part, when, write } of uses) {
      if (holds(when, variables)) deferring?.found({ part, path: [...path], object, write });
    }
  };
}

/** Of an object that does not tell its type yet, those of all that it may be: when they are there, it is known. */
function deferredOf(
  type: GraphQLCompositeType,
  selected: readonly Selected[],
  { schema, fragments, part }: Compiler,
): readonly DeferredUse[] {
  const types = isObjectType(type) ? [type] : [type, ...schema.getPossibleTypes(type)];
  const uses = types.flatMap((one) => collectPart(one, selected, schema, fragments, part).deferred);
  return [...new Map(uses.map((use) => [`${use.part.number}?${keyOf(use.when)}`, use])).values()];
}

const withNote =
  (write: WriteObject, note: (object: JsonObject, projection: Projection) => void): WriteObject =>
  (object, projection) => {
    const text = write(object, projection);
    if (text !== undefined) note(object, projection);
    return text;
  };

/** For objects that do not tell their type, unless what only some types have is not wanted. */
function writeUntyped(type: GraphQLAbstractType, write: WriteObject, depending: readonly ResponseField[]): WriteObject {
  const unknown = unknownType(type);
  return (object, projection) =>
    (depending.some(({ when }) => holds(when, projection.variables)) ? unknown : write)(object, projection);
}

interface CompiledField {
  readonly field: ResponseField;
  readonly prefix: string;
  readonly write: WriteObject;
}

/** For objects that always have the same fields. */
function writeAll(compiled: readonly CompiledField[]): WriteObject {
  const fields = compiled.map(({ prefix, write }, index) => ({ prefix: (index === 0 ? "{" : ",") + prefix, write }));
  if (fields.length === 0) return () => "{}";
  return (object, projection) => {
    let text = "";
    for (const { prefix, write } of fields) {
      const value = write(object, projection);
      if (value === undefined) return undefined;
      text += prefix + value;
    }
    return `${text}}`;
  };
}

/** For objects whose fields depend on variables. */
function writeSome(fields: readonly CompiledField[]): WriteObject {
  return (object, projection) => {
    let text = "{";
    for (const { field, prefix, write } of fields) {
      if (!isThere(field, projection)) continue;
      const value = write(object, projection);
      if (value === undefined) return undefined;
      text += text.length === 1 ? prefix + value : `,${prefix}${value}`;
    }
    return `${text}}`;
  };
}

export function isThere({ when, unless }: ResponseField, { variables }: Projection): boolean {
  return holds(when, variables) && !unless.some((earlier) => holds(earlier, variables));
}

export function compileField(type: GraphQLCompositeType, field: ResponseField, compiler: Compiler): WriteObject {
  const name = field.node.name.value;
  if (name === "__typename") return typename(type);
  if (name === "__schema" || name === "__type") return compiler.introspect(field);
  const definition = isUnionType(type) ? undefined : type.getFields()[name];
  if (definition === undefined) return () => "null";
  if (isDenied(field.node)) return isNonNullType(definition.type) ? () => undefined : () => "null";
  const what = `field ${type.name}.${name}`;
  const key = compiler.names.planned(field.node);
  const { type: fieldType } = definition;
  const leafType = isNonNullType(fieldType) ? fieldType.ofType : fieldType;
  if (isLeafType(leafType)) return leafField(key, field.key, compileLeaf(leafType), isNonNullType(fieldType), what);
  const write = compileValue(fieldType, field.below, what, compiler);
  const inherited = isInherited(key);
  return (object, projection) => {
    projection.path.push(field.key);
    const text = write(inherited ? own(object, key) : object[key], projection);
    projection.path.pop();
    return text;
  };
}

/** The common case, kept short: a leaf that says where it stands only when it is wrong. */
function leafField(
  key: string,
  shown: string,
  write: ReturnType<typeof compileLeaf>,
  required: boolean,
  what: string,
): WriteObject {
  const inherited = isInherited(key);
  return (object, projection) => {
    const value = inherited ? own(object, key) : object[key];
    if (value !== null && value !== undefined) {
      const text = write(value);
      if (text !== undefined) return text;
      report(projection, `Invalid value found for ${what}.`, shown);
    } else if (required) {
      report(projection, `Cannot return null for non-nullable ${what}.`, shown);
    }
    return required ? undefined : "null";
  };
}

function typename(type: GraphQLCompositeType): WriteObject {
  if (!isObjectType(type)) return unknownType(type);
  const text = quote(type.name);
  return () => text;
}

/** An object that does not tell its type cannot be shown to one who asks for it, or for what only some types have. */
function unknownType(type: GraphQLCompositeType): WriteObject {
  return (_object: JsonObject, projection) => {
    report(projection, `Cannot tell the type of an object of ${type.name}.`);
    return undefined;
  };
}
