import type { ResponseNames } from "@threefold/federation/planner";
import { type GraphQLAbstractType, type GraphQLCompositeType, type GraphQLSchema, isObjectType } from "graphql";
import { isInherited, type JsonObject, own, quote } from "../json.ts";
import { holds, keyOf } from "./conditions.ts";
import { collectPart, type DeferredUse, type Fragments, type ResponseField, type Selected } from "./fields.ts";
import { generateObject } from "./generate.ts";
import { type PlannedField, planField } from "./planned-field.ts";
import { type Projection, unknownType, type WriteObject } from "./projection.ts";
import { compileTypedRecords } from "./records.ts";
import { compileValue } from "./value.ts";

/** What the writers of one operation are compiled with. */
export interface Compiler {
  readonly schema: GraphQLSchema;
  readonly fragments: Fragments;
  readonly names: ResponseNames;
  /** Which part of the operation is written. */
  readonly part: number;
  /** Whether writers are generated as code of their own where they can be: not where something is deferred. */
  readonly generated: boolean;
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
  const fixed = collected.every(({ when, unless }) => when.length === 0 && unless.length === 0);
  const writeFields = fixed ? writeAll(type, collected, compiler) : writeSome(type, collected, compiler);
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

/** For objects that always have the same fields. */
function writeAll(type: GraphQLCompositeType, collected: readonly ResponseField[], compiler: Compiler): WriteObject {
  if (collected.length === 0) return () => "{}";
  const planned = collected.map((field) => planField(type, field, compiler));
  if (compiler.generated) return generateObject(planned, compiler);
  const fields = planned.map((field, index) => ({
    prefix: `${index === 0 ? "{" : ","}${quote(field.shown)}:`,
    write: fieldWriter(field, compiler),
  }));
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
function writeSome(type: GraphQLCompositeType, collected: readonly ResponseField[], compiler: Compiler): WriteObject {
  const fields = collected.map((field) => ({
    field,
    prefix: `${quote(field.key)}:`,
    write: compileField(type, field, compiler),
  }));
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
  return fieldWriter(planField(type, field, compiler), compiler);
}

function fieldWriter(field: PlannedField, compiler: Compiler): WriteObject {
  if (field.kind === "other") return field.write;
  const { key } = field;
  const inherited = isInherited(key);
  if (field.kind === "leaf") {
    const { write } = field;
    return (object, projection) => write(inherited ? own(object, key) : object[key], projection);
  }
  const { shown } = field;
  const write = compileValue(field.type, field.below, field.what, compiler);
  return (object, projection) => {
    projection.path.push(shown);
    const text = write(inherited ? own(object, key) : object[key], projection);
    projection.path.pop();
    return text;
  };
}
