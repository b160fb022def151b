import type { RequiredField, RequiredSelection, Rewrite, TypeHierarchy } from "@threefold/federation/planner";
import { isInherited, isObject, type Json, type JsonObject, own, quote, textOf } from "./json.ts";
import { compileRewrites, conditionOf } from "./rewrites.ts";
import { selectRequired } from "./select-required.ts";

/** Writes the representation of an entity as JSON text; nothing when what it needs is not there. */
export type WriteRepresentation = (entity: JsonObject) => string | undefined;

/** How the entities of one type are represented. */
export interface TypeRepresentation {
  /**
   * The only field beside the type's name, where there is no other: a value of it that is a string or a number tells
   * which entities are the same, so that the rest of them need not be written.
   */
  readonly key: string | undefined;
  readonly write: WriteRepresentation;
}

/** How an entity is represented; nothing when it does not tell its type. */
export type Representation = (entity: JsonObject) => TypeRepresentation | undefined;

type Write = (value: Json) => string | undefined;

interface Entry {
  /** A comma (but for the first), the key and a colon. */
  readonly prefix: string;
  readonly key: string;
  readonly inherited: boolean;
  readonly write: Write;
}

/**
 * Compiles what a fetch requires of its entities. A fragment whose fields are not all there is left out, and so is the
 * rest of the entity when that is all that was asked (`@requires` after a failure: the fields that depend on it are not
 * fetched, the others are).
 * Of a fetch that has parts, nothing is left out: what lacks something is for the parts, each of which requires less.
 * The text is written straight from the entity, by a writer for each type: equal entities have equal texts.
 */
export function compileRepresentation(
  requires: readonly RequiredSelection[],
  rewrites: readonly Rewrite[] = [],
  types: TypeHierarchy,
  whole = false,
): Representation {
  const compiled = new Map<string, TypeRepresentation>();
  // Mostly all entities of a fetch are of one type.
  let lastName: string | undefined;
  let last: TypeRepresentation | undefined;
  return (entity) => {
    const typename = entity["__typename"];
    if (typename === lastName) return last;
    if (typeof typename !== "string" || !types.has(typename)) return undefined;
    let found = compiled.get(typename);
    if (found === undefined) {
      found = compileForType(requires, rewrites, typename, types, whole);
      compiled.set(typename, found);
    }
    lastName = typename;
    last = found;
    return found;
  };
}

function compileForType(
  requires: readonly RequiredSelection[],
  rewrites: readonly Rewrite[],
  typename: string,
  types: TypeHierarchy,
  whole: boolean,
): TypeRepresentation {
  const fields = onlyGroup(requires, typename, types);
  if (fields === undefined || !rewrites.every((rewrite) => isOfField(rewrite, fields))) {
    return { key: undefined, write: compileByObject(requires, rewrites, types, whole) };
  }
  if (fields.length === 0) return { key: undefined, write: () => undefined };
  const applied = rewrites.filter(({ path }) =>
    path.slice(0, -1).every((element) => types.isSubtype(conditionOf(element) ?? "", typename)),
  );
  // A changed type's name may be one for several types.
  return { key: applied.length === 0 ? onlyKey(fields) : undefined, write: compileObject(fields, types, applied) };
}

/** The key of the only field beside the type's name, when it is a leaf. */
function onlyKey(fields: readonly RequiredField[]): string | undefined {
  const [field, ...more] = fields.filter(({ name, alias }) => name !== "__typename" || alias !== undefined);
  if (field === undefined || more.length > 0 || (field.selections?.length ?? 0) > 0) return undefined;
  const key = responseKey(field);
  return isInherited(key) ? undefined : key;
}

/** Whether a rewrite changes one of the entity's own fields. */
const isOfField = ({ path }: Rewrite, fields: readonly RequiredField[]): boolean =>
  path.slice(0, -1).every((element) => conditionOf(element) !== undefined) &&
  fields.some((field) => responseKey(field) === path.at(-1));

/** The fields that a type's objects must have, when they are one group: all of them there, or no representation. */
function onlyGroup(
  selections: readonly RequiredSelection[],
  typename: string,
  types: TypeHierarchy,
): readonly RequiredField[] | undefined {
  const applying = selections.filter(
    (selection) =>
      selection.kind === "Field" ||
      selection.typeCondition === undefined ||
      types.isSubtype(selection.typeCondition, typename),
  );
  const [only] = applying;
  if (applying.length === 1 && only?.kind === "InlineFragment") return onlyGroup(only.selections, typename, types);
  return distinctFields(applying);
}

/** The selections, when they are fields only, each of another name. */
function distinctFields(selections: readonly RequiredSelection[]): readonly RequiredField[] | undefined {
  const fields = selections.filter((selection) => selection.kind === "Field");
  const distinct = new Set(fields.map(responseKey)).size === selections.length;
  return distinct ? fields : undefined;
}

/** For what is rare: several fragments that apply to one type, or changes deep in the representation. */
function compileByObject(
  requires: readonly RequiredSelection[],
  rewrites: readonly Rewrite[],
  types: TypeHierarchy,
  whole: boolean,
): WriteRepresentation {
  const apply = compileRewrites(rewrites, types);
  return (entity) => {
    const representation = selectRequired(entity, requires, types, whole);
    if (representation === undefined || representation["__typename"] === undefined) return undefined;
    apply?.(representation);
    return JSON.stringify(representation);
  };
}

function compileObject(
  fields: readonly RequiredField[],
  types: TypeHierarchy,
  rewrites: readonly Rewrite[] = [],
): WriteRepresentation {
  const entries = fields.map((field, index): Entry => {
    const key = responseKey(field);
    const sentAs = rewrites.reduce(
      (name, rewrite) => (rewrite.kind === "KeyRenamer" && rewrite.path.at(-1) === name ? rewrite.renameKeyTo : name),
      key,
    );
    const setter = rewrites.find((rewrite) => rewrite.kind === "ValueSetter" && rewrite.path.at(-1) === key);
    return {
      prefix: `${index === 0 ? "" : ","}${JSON.stringify(sentAs)}:`,
      key,
      inherited: isInherited(key),
      write: setter?.kind === "ValueSetter" ? constant(setter.setValueTo) : compileValue(field, types),
    };
  });
  return (object) => {
    let text = "{";
    for (const { prefix, key, inherited, write } of entries) {
      const value = inherited ? own(object, key) : object[key];
      if (value === undefined) return undefined;
      const written = typeof value === "string" && write === textOf ? quote(value) : write(value);
      if (written === undefined) return undefined;
      text += prefix + written;
    }
    return `${text}}`;
  };
}

function compileValue({ selections }: RequiredField, types: TypeHierarchy): Write {
  if (selections === undefined || selections.length === 0) return textOf;
  const fields = distinctFields(selections);
  const object: WriteRepresentation = fields
    ? compileObject(fields, types)
    : (value) => {
        const selected = selectRequired(value, selections, types);
        return selected === undefined ? undefined : JSON.stringify(selected);
      };
  const write: Write = (value) => {
    if (value === null) return "null";
    if (isObject(value)) return object(value);
    if (!Array.isArray(value)) return undefined;
    let text = "[";
    for (let index = 0; index < value.length; index++) {
      const item = write(value[index] ?? null);
      if (item === undefined) return undefined;
      text += index === 0 ? item : `,${item}`;
    }
    return `${text}]`;
  };
  return write;
}

const responseKey = ({ name, alias }: RequiredField): string => alias ?? name;

function constant(value: unknown): Write {
  const text = JSON.stringify(value);
  return () => text;
}
