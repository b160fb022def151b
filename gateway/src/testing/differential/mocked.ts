import { compose, readSupergraph, type SubgraphSchema } from "@threefold/federation";
import { chanceOf, type Random } from "@threefold/random-operations";
import {
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  parse,
  print,
  printSchema,
  type TypeNode,
  visit,
} from "graphql";
import { canonicalJson } from "../../operation/canonical-json.ts";
import type { Domain, Fields, Item, Self } from "./domain.ts";

/** What says how subgraphs fit together. Whatever else is said of fields changes none of their values. */
const DIRECTIVES = new Set(["key", "shareable", "external", "requires", "provides", "override", "inaccessible"]);

const ENTITIES = 4;
/** How many values a field has that takes arguments: which of them, they decide. */
const VARIANTS = 3;

/**
 * Any subgraphs of object types as a domain: with random data, in which every field has a value of its type, another one for
 * other arguments. What a field requires must have come with the representation, though nothing is computed from it.
 */
export function mockedDomain(name: string, subgraphs: readonly SubgraphSchema[]): Domain {
  const parts = subgraphs.map((subgraph) => ({ ...subgraph, document: ownDefinitions(subgraph.document) }));
  const types = readTypes(parts.map(({ document }) => document));
  return {
    name,
    maxDepth: 4,
    schema: printSchema(readSupergraph(compose(subgraphs).supergraphSdl).apiSchema),
    subgraphs: Object.fromEntries(parts.map((part) => [part.name, { schema: print(part.document) }])),
    fields: functionsOf(types),
    world: (random) => populate(types, random),
  };
}

/** Without what links specifications, and what these are used for. */
function ownDefinitions(document: DocumentNode): DocumentNode {
  return visit(document, {
    SchemaExtension: () => null,
    DirectiveDefinition: () => null,
    Directive: ({ name }) => (DIRECTIVES.has(name.value) ? undefined : null),
  });
}

/** All that the subgraphs say together. */
interface Types {
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, FieldDefinitionNode>>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
  /** The fields of all keys of an entity, by its name. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  /** What fields require, as `Type.field`. */
  readonly requirements: ReadonlyMap<string, readonly string[]>;
}

function readTypes(documents: readonly DocumentNode[]): Types {
  const objects = new Map<string, Map<string, FieldDefinitionNode>>();
  const enums = new Map<string, readonly string[]>();
  const keys = new Map<string, Set<string>>();
  const requirements = new Map<string, readonly string[]>();
  for (const definition of documents.flatMap(({ definitions }) => definitions)) {
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION) {
      enums.set(definition.name.value, definition.values?.map((value) => value.name.value) ?? []);
    }
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const type = definition.name.value;
    const fields = objects.get(type) ?? new Map();
    objects.set(type, fields);
    for (const field of definition.fields ?? []) {
      fields.set(field.name.value, field);
      const required = fieldsOf(field, "requires");
      if (required.length > 0) requirements.set(`${type}.${field.name.value}`, required);
    }
    for (const key of fieldsOf(definition, "key")) keys.set(type, (keys.get(type) ?? new Set()).add(key));
  }
  return { objects, enums, keys, requirements };
}

/** The top fields that directives of a kind name. */
function fieldsOf({ directives = [] }: Pick<FieldDefinitionNode, "directives">, directive: string): readonly string[] {
  return directives.flatMap(({ name, arguments: given = [] }) => {
    const fields = given.find((argument) => argument.name.value === "fields")?.value;
    if (name.value !== directive || fields?.kind !== Kind.STRING) return [];
    const [operation] = parse(`{ ${fields.value} }`).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
    return operation.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? one.name.value : []));
  });
}

/** Of the fields that take arguments or require others: those of the rest are what the data says. */
function functionsOf({ objects, requirements }: Types): Fields {
  const functions: Record<string, (self: Self, args: Readonly<Record<string, unknown>>) => unknown> = {};
  for (const [type, fields] of objects) {
    for (const [name, field] of fields) {
      const required = requirements.get(`${type}.${name}`) ?? [];
      const takesArguments = hasArguments(field);
      if (required.length === 0 && !takesArguments) continue;
      functions[`${type}.${name}`] = ({ item, get }, args) => {
        for (const other of required) get(other);
        const value = item[name];
        return takesArguments && Array.isArray(value)
          ? value[Math.floor(chanceOf(canonicalJson(args), 0) * VARIANTS)]
          : value;
      };
    }
  }
  return functions;
}

const hasArguments = ({ arguments: given = [] }: FieldDefinitionNode): boolean => given.length > 0;

function populate({ objects, enums, keys }: Types, random: Random): ReturnType<Domain["world"]> {
  const pools = new Map<string, readonly (Record<string, unknown> & Item)[]>();
  for (const type of keys.keys()) {
    pools.set(
      type,
      Array.from({ length: ENTITIES }, () => ({ __typename: type })),
    );
  }
  const named = (type: string): unknown => {
    const pool = pools.get(type);
    if (pool !== undefined) return random.pick(pool);
    if (objects.has(type)) return filled({ __typename: type }, type);
    const values = enums.get(type);
    return values === undefined ? scalar(type, random) : random.pick(values);
  };
  const makeValue = (type: TypeNode, isCertain = false): unknown => {
    if (type.kind === Kind.NON_NULL_TYPE) return makeValue(type.type, true);
    if (!isCertain && random.chance(0.15)) return null;
    if (type.kind === Kind.NAMED_TYPE) return named(type.name.value);
    return Array.from({ length: random.integer(3) }, () => makeValue(type.type));
  };
  const makeField = (field: FieldDefinitionNode): unknown =>
    hasArguments(field) ? Array.from({ length: VARIANTS }, () => makeValue(field.type)) : makeValue(field.type);
  const filled = (item: Record<string, unknown> & Item, type: string) => {
    for (const [name, field] of objects.get(type) ?? []) item[name] ??= makeField(field);
    return item;
  };
  // Keys first: no two entities share any part of one.
  for (const [type, fields] of keys) {
    for (const [index, item] of (pools.get(type) ?? []).entries()) {
      for (const name of fields) {
        const of = namedType(objects.get(type)?.get(name)?.type);
        item[name] = pools.get(of)?.[index] ?? (of === "Int" ? index : `${index}`);
      }
    }
  }
  for (const [type, pool] of pools) for (const item of pool) filled(item, type);
  const query = { ...filled({ __typename: "Query" }, "Query"), ...filled({ __typename: "Mutation" }, "Mutation") };
  return { query, entities: [...pools.values()].flat(), state: {} };
}

function namedType(type: TypeNode | undefined): string {
  if (type === undefined) return "";
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function scalar(type: string, random: Random): unknown {
  switch (type) {
    case "Int":
      return random.integer(1_000);
    case "Float":
      return random.integer(1_000) / 8;
    case "Boolean":
      return random.chance(0.5);
    default:
      return `${type} ${random.integer(10)}`;
  }
}
