import {
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from "graphql";
import { type Json, quote } from "../json.ts";
import { isDenied } from "./denied.ts";
import type { ResponseField, Selected } from "./fields.ts";
import { compileLeaf } from "./leaf.ts";
import type { Compiler } from "./object.ts";
import { report, unknownType, type WriteObject, type WriteValue } from "./projection.ts";

/** What is known of a field before its writer is made. */
export type PlannedField = LeafField | ValueField | OtherField;

interface FieldOfData {
  /** Under which name it was fetched. */
  readonly key: string;
  /** Under which name it is shown. */
  readonly shown: string;
  /** Whether its type forbids null. */
  readonly required: boolean;
}

export interface LeafField extends FieldOfData {
  readonly kind: "leaf";
  readonly type: GraphQLLeafType;
  /** Writes any value: of one that is wrong it says where it stands. */
  readonly write: WriteValue;
}

export interface ValueField extends FieldOfData {
  readonly kind: "value";
  readonly type: GraphQLOutputType;
  readonly below: readonly Selected[];
  /** What a value is called in messages: `field Product.name`. */
  readonly what: string;
}

/** A field whose text is no matter of one fetched value. */
export interface OtherField {
  readonly kind: "other";
  readonly shown: string;
  readonly write: WriteObject;
}

export function planField(type: GraphQLCompositeType, field: ResponseField, compiler: Compiler): PlannedField {
  const shown = field.key;
  const other = (write: WriteObject): OtherField => ({ kind: "other", shown, write });
  const name = field.node.name.value;
  if (name === "__typename") return other(typename(type));
  if (name === "__schema" || name === "__type") return other(compiler.introspect(field));
  const definition = isUnionType(type) ? undefined : type.getFields()[name];
  if (definition === undefined) return other(() => "null");
  const { type: fieldType } = definition;
  const required = isNonNullType(fieldType);
  if (isDenied(field.node)) return other(required ? () => undefined : () => "null");
  const what = `field ${type.name}.${name}`;
  const of = { key: compiler.names.planned(field.node), shown, required };
  const leafType = required ? fieldType.ofType : fieldType;
  if (!isLeafType(leafType)) return { kind: "value", ...of, type: fieldType, below: field.below, what };
  return { kind: "leaf", ...of, type: leafType, write: leafWriter(leafType, required, shown, what) };
}

/** The common case, kept short: a leaf that says where it stands only when it is wrong. */
function leafWriter(type: GraphQLLeafType, required: boolean, shown: string, what: string): WriteValue {
  const write = compileLeaf(type);
  return (value: Json | undefined, projection) => {
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
