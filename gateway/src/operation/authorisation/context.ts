import type { AuthorisationModel } from "@threefold/federation/authorisation";
import {
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  isUnionType,
} from "graphql";

/** What the objects at a place of an operation may be: those of a type, as far as the fragments around it let them. */
export interface Context {
  /** Equal for equal contexts. */
  readonly key: string;
  readonly types: readonly GraphQLObjectType[];
  /** The type whose objects these all are, when no fragment narrows them. */
  readonly type: GraphQLCompositeType | undefined;
}

/** The contexts of one schema. */
export class Contexts {
  readonly #schema: GraphQLSchema;
  readonly #model: AuthorisationModel;

  constructor(schema: GraphQLSchema, model: AuthorisationModel) {
    this.#schema = schema;
    this.#model = model;
  }

  of(type: GraphQLCompositeType): Context {
    return { key: type.name, types: isObjectType(type) ? [type] : this.#schema.getPossibleTypes(type), type };
  }

  /** Within a fragment; nothing when it applies to none of the objects. */
  within(context: Context, condition: string | undefined): Context | undefined {
    const asked = condition === undefined ? undefined : this.#schema.getType(condition);
    if (asked === undefined || asked === context.type) return context;
    if (!isCompositeType(asked)) return undefined;
    const possible = new Set(isObjectType(asked) ? [asked] : this.#schema.getPossibleTypes(asked));
    return anyOf(context.types.filter((type) => possible.has(type)));
  }

  /**
   * Within a field that has a selection. Objects of one interface may each say a narrower type for it than another does:
   * what it leads to is then any of what these types may be.
   */
  below(context: Context, field: string): Context | undefined {
    const named = new Set(this.#fieldTypes(context, field).map((type) => getNamedType(type)));
    const below = [...named].filter(isCompositeType).map((type) => this.of(type));
    return below.length > 1 ? anyOf([...new Set(below.flatMap(({ types }) => types))]) : below[0];
  }

  /** The numbers of what must be true to select a field of any of the objects. */
  requirements({ type, types }: Context, field: string): readonly number[] {
    if (field.startsWith("__")) return [];
    if (type !== undefined && !isUnionType(type)) return this.#model.of(type.name, field);
    return [...new Set(types.flatMap(({ name }) => this.#model.of(name, field)))];
  }

  /** The type of a field as one of the objects that have it says it: their lists are as deep as each other's. */
  fieldType(context: Context, field: string): GraphQLOutputType | undefined {
    return this.#fieldTypes(context, field)[0];
  }

  #fieldTypes({ type, types }: Context, field: string): readonly GraphQLOutputType[] {
    const owners = type === undefined || isUnionType(type) ? types : [type];
    return owners.flatMap((owner) => owner.getFields()[field]?.type ?? []);
  }
}

/** Objects of some types; nothing when there is no type. */
function anyOf(types: readonly GraphQLObjectType[]): Context | undefined {
  const [only] = types;
  if (only === undefined) return undefined;
  if (types.length === 1) return { key: only.name, types, type: only };
  // Never the name of a type around them: the fields that are asked for need not be that type's.
  return { key: types.map(({ name }) => name).join("|"), types, type: undefined };
}
