import {
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  isInterfaceType,
  isObjectType,
} from "graphql";
import type { Domain, Fields, Item, Self, World } from "./domain.ts";
import type { Fault, Faults } from "./faults.ts";

/** An object that came to a subgraph as a representation: what it holds of `external` fields is all that there is. */
export class Represented {
  readonly item: Item;
  readonly given: Readonly<Record<string, unknown>>;
  readonly external: ReadonlySet<string>;
  readonly __typename: string;

  constructor(item: Item, typename: string, given: Readonly<Record<string, unknown>>, external: ReadonlySet<string>) {
    this.item = item;
    this.__typename = typename;
    this.given = given;
    this.external = external;
  }
}

export interface ResolveOptions {
  readonly domain: Domain;
  /** The domain's single schema, which knows the interfaces of all types. */
  readonly whole: GraphQLSchema;
  readonly world: World;
  readonly overrides?: Fields | undefined;
  readonly faults: Faults;
  /** Told of a fault that is to be made in the finished answer, at a path. Without it, such faults are errors. */
  readonly mark?: ((path: readonly (string | number)[], fault: Fault, type: string) => void) | undefined;
}

/** Resolves every field of a domain, by its functions and its data. */
export function resolverOf({ domain, whole, world, overrides, faults, mark }: ResolveOptions) {
  const functionOf = (type: string, field: string) => {
    const own = whole.getType(type);
    const interfaces = isObjectType(own) || isInterfaceType(own) ? own.getInterfaces().map(({ name }) => name) : [];
    for (const name of [type, ...interfaces]) {
      const found = overrides?.[`${name}.${field}`] ?? domain.fields?.[`${name}.${field}`];
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const fieldValue = (
    source: unknown,
    type: string,
    field: string,
    args: Readonly<Record<string, unknown>>,
  ): unknown => {
    const item = source instanceof Represented ? source.item : (source as Item);
    const typename = item.__typename ?? type;
    const self: Self = {
      item,
      world,
      get(other, otherArgs = {}) {
        if (source instanceof Represented && source.external.has(other)) {
          if (!Object.hasOwn(source.given, other))
            throw new GraphQLError(`${type}.${other} was not in the representation`);
          const given = source.given[other];
          // Nobody computes from what was lost on its way: the single schema has it, and would compute something else.
          if (!isWhole(given, fieldValue(item, type, other, otherArgs)))
            throw new GraphQLError(`${type}.${other} came as ${JSON.stringify(given)}`);
          return given;
        }
        return fieldValue(source, type, other, otherArgs);
      },
    };
    const compute = functionOf(typename, field) ?? functionOf(type, field);
    return compute === undefined ? item[field] : compute(self, args);
  };
  /** Whether a representation's value is what there is, as far as it was asked for. */
  const isWhole = (given: unknown, actual: unknown): boolean => {
    if (Array.isArray(given)) {
      return Array.isArray(actual) && given.every((one, index) => isWhole(one, actual[index]));
    }
    if (typeof given !== "object" || given === null) return given === (actual ?? null);
    if (typeof actual !== "object" || actual === null) return false;
    const { __typename: type = "" } = actual as Partial<Item>;
    return Object.entries(given).every(([field, value]) => {
      // Fields that are computed may have been asked for with any arguments.
      if (functionOf(type, field) !== undefined) return typeof value === "number" && value < 2 ** 31;
      return field === "__typename" || isWhole(value, (actual as Item)[field]);
    });
  };
  const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, args, _context, info) => {
    const type = info.parentType.name;
    const isRoot = source === undefined || source === null;
    const parent = isRoot ? { __typename: type, $id: type, ...world.query } : source;
    const item = parent instanceof Represented ? parent.item : (parent as Item);
    const fault = faults(`${type}.${info.fieldName}`, item["$id"]);
    if (fault === "null") return null;
    if (fault === "error" || (fault !== undefined && mark === undefined)) {
      throw new GraphQLError(`fault at ${info.fieldName}`, { extensions: { code: "FAULT" } });
    }
    if (fault !== undefined) mark?.(pathFrom(info.path), fault, String(info.returnType));
    return fieldValue(parent, type, info.fieldName, args);
  };
  const typeResolver: GraphQLTypeResolver<unknown, unknown> = (value) => (value as Item).__typename;
  return { fieldResolver, typeResolver };
}

function pathFrom(path: { readonly key: string | number; readonly prev: unknown } | undefined): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at = path; at !== undefined; at = at.prev as typeof path) keys.unshift(at.key);
  return keys;
}
