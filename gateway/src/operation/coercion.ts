import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLScalarType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";

export const INVALID = Symbol("invalid");

/** Coerces one value from outside; `INVALID` when the type forbids it. */
export type Coerce = (value: unknown) => unknown;

/** Compiles the input coercion of a type (https://spec.graphql.org/September2025/#sec-Input-Values). */
export function compileCoercion(type: GraphQLInputType): Coerce {
  return compile(type, new Map());
}

/** @param objects the input objects met so far: they may hold themselves */
function compile(type: GraphQLInputType, objects: Map<GraphQLInputObjectType, Coerce>): Coerce {
  if (isNonNullType(type)) {
    const coerce = compile(type.ofType, objects);
    return (value) => (value === null || value === undefined ? INVALID : coerce(value));
  }
  const coerce = compileNonNull(type, objects);
  return (value) => (value === null || value === undefined ? null : coerce(value));
}

function compileNonNull(type: GraphQLInputType, objects: Map<GraphQLInputObjectType, Coerce>): Coerce {
  if (isNonNullType(type)) return compileNonNull(type.ofType, objects);
  if (isListType(type)) return compileList(compile(type.ofType, objects));
  if (isInputObjectType(type)) {
    const known = objects.get(type);
    if (known !== undefined) return known;
    let coerce: Coerce | undefined;
    const late: Coerce = (value) => (coerce ?? INVALID_ALWAYS)(value);
    objects.set(type, late);
    coerce = compileInputObject(type, objects);
    return late;
  }
  if (isEnumType(type)) {
    const values = new Map<unknown, unknown>(type.getValues().map(({ name, value }) => [name, value]));
    return (value) => (values.has(value) ? values.get(value) : INVALID);
  }
  return compileScalar(type);
}

const INVALID_ALWAYS: Coerce = () => INVALID;

/** Whatever parseValue refuses is explained by graphql-js later. */
function compileScalar(type: GraphQLScalarType): Coerce {
  return (value) => {
    try {
      const parsed = type.parseValue(value);
      return parsed === undefined ? INVALID : parsed;
    } catch {
      return INVALID;
    }
  };
}

function compileList(coerce: Coerce): Coerce {
  return (value) => {
    if (!Array.isArray(value)) {
      const item = coerce(value);
      return item === INVALID ? INVALID : [item];
    }
    const items: unknown[] = [];
    for (const given of value) {
      const item = coerce(given);
      if (item === INVALID) return INVALID;
      items.push(item);
    }
    return items;
  };
}

function compileInputObject(type: GraphQLInputObjectType, objects: Map<GraphQLInputObjectType, Coerce>): Coerce {
  const fields = Object.values(type.getFields()).map((field) => ({
    name: field.name,
    required: isNonNullType(field.type),
    coerce: compile(field.type, objects),
    defaultValue: field.defaultValue,
  }));
  const names = new Set(fields.map(({ name }) => name));
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return INVALID;
    const given: Readonly<Record<string, unknown>> = { ...value };
    if (Object.keys(given).some((name) => !names.has(name))) return INVALID;
    const coerced: Record<string, unknown> = {};
    for (const { name, required, coerce, defaultValue } of fields) {
      const raw = Object.hasOwn(given, name) ? given[name] : undefined;
      if (raw === undefined) {
        if (defaultValue !== undefined) setField(coerced, name, defaultValue);
        else if (required) return INVALID;
        continue;
      }
      const item = coerce(raw);
      if (item === INVALID) return INVALID;
      setField(coerced, name, item);
    }
    return type.isOneOf && !isOneOf(coerced) ? INVALID : coerced;
  };
}

/** A field may be called `__proto__`. */
const setField = (object: Record<string, unknown>, name: string, value: unknown): void => {
  if (name in object)
    Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
  else object[name] = value;
};

function isOneOf(value: Readonly<Record<string, unknown>>): boolean {
  const values = Object.values(value);
  return values.length === 1 && values[0] !== null;
}
