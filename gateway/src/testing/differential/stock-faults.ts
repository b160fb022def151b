import { responseNames } from "@threefold/federation/planner";
import { type GeneratedOperation, withoutUnused } from "@threefold/random-operations";
import {
  type ConstDirectiveNode,
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  OperationTypeNode,
  parse,
  print,
  type SelectionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { SubgraphCaller } from "../../execution/execution.ts";
import type { Harness } from "./harness.ts";

// What the stock gateway is known to do wrong, each with what keeps the fault from it. Where it answers otherwise than the
// single schema (and so than this gateway), it must answer the same once all of them are kept from it: else the difference
// is a new one. Each has a test of its own in `stock-wrong.test.ts`.

/**
 * The operation without what stock is known to get wrong in operations:
 * - Conditions, decided beforehand. Stock drops a whole fetch of an entity when what one of its fields requires was not
 *   asked for, since it was not wanted; it runs a mutation's field twice that is asked for twice, once under a condition;
 *   and it takes an object for null of which no field is wanted.
 * - Fragments at the root of mutations, written out. Stock runs what stands in one before what stands in front of it.
 * - Names under which the plan has something else: a client's alias, or a field with arguments, with the response name of
 *   a field that the plan adds for itself. A field that is called `__typename` passes for the type.
 * - Objects whose type it would need and does not fetch: they are asked for it (`withTypesAsked`).
 */
export function withoutStockFaults(
  { required, apiSchema }: Harness,
  operation: GeneratedOperation,
): GeneratedOperation {
  const decided = withoutConditions(operation);
  const asked = withTypesAsked(withRootWrittenOut(parse(decided.document)), apiSchema);
  const document = print(withoutUnused(responseNames(required).rename(asked)));
  const used = parse(document).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
  );
  const names = new Set(used.map(({ variable }) => variable.name.value));
  const variables = Object.entries(operation.variables).filter(([name]) => names.has(name));
  return { document, variables: Object.fromEntries(variables) };
}

/** The document with a mutation's root fields outside all fragments, whatever conditions there are. */
export function withRootWrittenOut(document: DocumentNode): DocumentNode {
  const fragments = fragmentsIn(document);
  const fieldsOf = ({ selections }: SelectionSetNode): readonly SelectionNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      const { selectionSet } =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : (fragments.get(selection.name.value) ?? {});
      return selectionSet ? fieldsOf(selectionSet) : [];
    });
  return visit(document, {
    OperationDefinition: ({ operation, selectionSet, ...rest }) =>
      operation === OperationTypeNode.MUTATION
        ? { ...rest, operation, selectionSet: { ...selectionSet, selections: fieldsOf(selectionSet) } }
        : false,
    FragmentDefinition: () => false,
  });
}

/**
 * The document with `__typename` beside what stock would leave out. Of an object whose field can be of no other type the
 * plan fetches none, and stock then takes the type of the fragment that it is in for the object's: of a book, what stands in
 * `... on Media { ... on Book { … } }` does not apply, since not all media are books.
 */
export function withTypesAsked(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  const fragments = fragmentsIn(document);
  const covers = (condition: GraphQLCompositeType, type: GraphQLCompositeType): boolean =>
    condition === type || (isAbstractType(condition) && !isUnionType(type) && schema.isSubType(condition, type));
  /** Whether a fragment is for all such objects, though not for all of the type that stands around it. */
  const narrows = (
    object: GraphQLCompositeType,
    around: GraphQLCompositeType,
    { selections }: SelectionSetNode,
  ): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return false;
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const name = fragment?.typeCondition?.name.value;
      const condition = name === undefined ? around : schema.getType(name);
      if (fragment === undefined || !isCompositeType(condition) || !covers(condition, object)) return false;
      return !covers(condition, around) || narrows(object, condition, fragment.selectionSet);
    });
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field({ selectionSet, ...field }) {
        const type = getNamedType(types.getType());
        if (selectionSet === undefined || !isObjectType(type) || !narrows(type, type, selectionSet)) return undefined;
        return { ...field, selectionSet: { ...selectionSet, selections: [TYPENAME, ...selectionSet.selections] } };
      },
    }),
  );
}

const fragmentsIn = ({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])));

const TYPENAME: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };

function withoutConditions({ document, variables }: GeneratedOperation): GeneratedOperation {
  const parsed = parse(document);
  const values = new Map<string, unknown>();
  visit(parsed, {
    VariableDefinition({ variable, defaultValue }) {
      if (defaultValue?.kind === Kind.BOOLEAN) values.set(variable.name.value, defaultValue.value);
    },
  });
  for (const [name, value] of Object.entries(variables)) values.set(name, value);
  const excludes = ({ name, arguments: [given] = [] }: DirectiveNode): boolean => {
    const value = given?.value;
    const holds =
      value?.kind === Kind.BOOLEAN
        ? value.value
        : value?.kind === Kind.VARIABLE && values.get(value.name.value) === true;
    return (name.value === "skip" && holds) || (name.value === "include" && !holds);
  };
  const decided = visit(parsed, {
    enter: (node) => ("directives" in node && node.directives?.some(excludes) ? null : undefined),
    SelectionSet: {
      leave: (node) => (node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined),
    },
    Directive: () => null,
  });
  return { document: print(decided), variables };
}

/**
 * Stock goes back to a subgraph, for a field that requires something, by the first key that it finds, though the subgraph
 * does not resolve it: here those that are resolved come first.
 */
export function resolvableKeysFirst(sdl: string): string {
  const rank = ({ name, arguments: given = [] }: ConstDirectiveNode): number =>
    name.value === "join__type" &&
    given.some(({ name: argument, value }) => argument.value === "resolvable" && "value" in value && !value.value)
      ? 1
      : 0;
  const sorted = visit(parse(sdl), {
    ObjectTypeDefinition: ({ directives = [], ...type }) => ({
      ...type,
      directives: directives.toSorted((a, b) => rank(a) - rank(b)),
    }),
  });
  return print(sorted);
}

/**
 * Stock lets the name of an interface, from a subgraph that has it as an object, replace the name of an entity's own type:
 * here such a subgraph does not say what its entities are.
 */
export function keepsTypes(sdl: string, call: SubgraphCaller): SubgraphCaller {
  if (!sdl.includes("isInterfaceObject: true")) return call;
  const interfaces = new Set(Array.from(sdl.matchAll(/^interface (\w+)/gm), ([, name]) => name));
  return {
    async fetch(request) {
      const response = await call.fetch(request);
      const { _entities: entities = [] } = (response.data ?? {}) as { _entities?: ({ __typename?: string } | null)[] };
      for (const entity of entities ?? []) {
        if (entity !== null && interfaces.has(entity.__typename)) delete entity.__typename;
      }
      return response;
    },
  };
}

/**
 * An object from a subgraph that knows its interface only has no type when the entity that would tell it is null. Stock
 * shows it as if it were of none of the types that are asked for, though one of them may forbid that null. Nothing keeps
 * that from it: so it may show more than this gateway, where the supergraph has such objects.
 */
export const showsUntyped = ({ sdl }: Harness): boolean => sdl.includes("isInterfaceObject: true");

/**
 * Of a field that is required with arguments, stock fetches one variant only: whoever asks for another of them beside (one
 * without arguments too), by itself or by a field that requires it, however far away, is given a wrong one. Nothing keeps that from it.
 */
export function mixesUpArguments({ sdl }: Harness, { document }: GeneratedOperation): boolean {
  const requirements = requirementsIn(sdl);
  const several = new Set([...requirements.values()].flatMap((text) => text.match(/\w+(?=\()/g) ?? []));
  const variants = new Set<string>();
  const collect = (name: string): void => {
    for (const [variant, required = ""] of (requirements.get(name) ?? "").matchAll(/(\w+)(?:\([^)]*\))?/g)) {
      if (several.has(required)) variants.add(variant);
      if (required !== name) collect(required);
    }
  };
  const asked = new Set(document.match(/\w+/g) ?? []);
  for (const name of asked) collect(name);
  const fields = Array.from(variants, (variant) => variant.replace(/\(.*/s, ""));
  return fields.length > new Set(fields).size || fields.some((name) => asked.has(name));
}

/** What each field requires, by its name. */
function requirementsIn(sdl: string): ReadonlyMap<string, string> {
  const requirements = new Map<string, string>();
  visit(parse(sdl), {
    FieldDefinition({ name, directives = [] }) {
      for (const { arguments: given = [] } of directives) {
        const requires = given.find((argument) => argument.name.value === "requires")?.value;
        if (requires?.kind === Kind.STRING) requirements.set(name.value, requires.value);
      }
    },
  });
  return requirements;
}
