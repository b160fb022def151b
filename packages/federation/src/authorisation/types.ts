import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
} from "graphql";
import { type Links, readLinks } from "../link.ts";
import { type Requirement, requirementReader } from "./requirements.ts";

/** A type of the supergraph, with what is `@inaccessible`: fields that others require may be that. */
export interface TypeRules {
  readonly own: readonly Requirement[];
  readonly fields: ReadonlyMap<string, FieldRules>;
  readonly interfaces: readonly string[];
  /** The object types that it may be; itself, when it is one. */
  readonly possible: readonly string[];
  readonly isObject: boolean;
  /** By what subgraphs know its objects from each other. */
  readonly keys: readonly SelectionSetNode[];
}

export interface FieldRules {
  readonly own: readonly Requirement[];
  /** The name of its type, without lists. */
  readonly type: string;
  /** Whether a subgraph gives it to all objects of the interface at once (`@interfaceObject`). */
  readonly isOfInterfaceObject: boolean;
  /** What subgraphs must be given for it, of the object that it belongs to. */
  readonly requires: readonly SelectionSetNode[];
  /** What they must be given of an object further up. */
  readonly contexts: readonly { readonly context: string; readonly selection: SelectionSetNode }[];
}

export interface SupergraphRules {
  readonly types: ReadonlyMap<string, TypeRules>;
  /** The types at which a context is set, by its name. */
  readonly contexts: ReadonlyMap<string, readonly string[]>;
}

/** Reads who may see what, and what else is fetched for it, from a supergraph's SDL. */
export function readRules(sdl: string): SupergraphRules {
  const document = parse(sdl, { noLocation: true });
  const links = readLinks(document);
  const read = requirementReader(links);
  const join = joinNames(links);
  const types = new Map<string, TypeRules>();
  const contexts = new Map<string, string[]>();
  const possible = possibleTypes(document);
  for (const definition of document.definitions) {
    if (!("name" in definition) || definition.name === undefined || !("directives" in definition)) continue;
    const { name } = definition;
    const directives = definition.directives as readonly ConstDirectiveNode[] | undefined;
    const isComposite = "fields" in definition || definition.kind === Kind.UNION_TYPE_DEFINITION;
    const isLeaf = definition.kind === Kind.SCALAR_TYPE_DEFINITION || definition.kind === Kind.ENUM_TYPE_DEFINITION;
    if (!isComposite && !isLeaf) continue;
    const hasFields =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    const fields = hasFields ? (definition.fields ?? []) : [];
    const interfaceObjects = graphsOf(
      (directives ?? []).filter((one) => join.type.has(one.name.value) && isTrue(argument(one, "isInterfaceObject"))),
    );
    types.set(name.value, {
      own: read(directives),
      fields: new Map(
        fields.map((field) => [
          field.name.value,
          { own: read(field.directives), ...readField(field, join.field, interfaceObjects) },
        ]),
      ),
      interfaces: hasFields ? (definition.interfaces ?? []).map((one) => one.name.value) : [],
      possible: possible.get(name.value) ?? [],
      isObject: definition.kind === Kind.OBJECT_TYPE_DEFINITION,
      keys: (directives ?? [])
        .filter((directive) => join.type.has(directive.name.value))
        .flatMap((directive) => selection(text(argument(directive, "key")))),
    });
    for (const context of (directives ?? []).filter((directive) => join.context.has(directive.name.value))) {
      const set = text(argument(context, "name"));
      if (set !== undefined) contexts.set(set, [...(contexts.get(set) ?? []), name.value]);
    }
  }
  return { types, contexts };
}

const joinNames = (links: Links) => ({
  type: links.namesOf("https://specs.apollo.dev/join", "type"),
  field: links.namesOf("https://specs.apollo.dev/join", "field"),
  context: links.namesOf("https://specs.apollo.dev/context", "context"),
});

function readField(
  { type, directives = [] }: FieldDefinitionNode,
  joinField: ReadonlySet<string>,
  interfaceObjects: ReadonlySet<string>,
) {
  const joins = directives.filter(({ name }) => joinField.has(name.value));
  return {
    type: namedType(type),
    isOfInterfaceObject: !graphsOf(joins).isDisjointFrom(interfaceObjects),
    requires: joins.flatMap((join) => selection(text(argument(join, "requires")))),
    contexts: joins.flatMap((join) =>
      items(argument(join, "contextArguments")).flatMap((item) => {
        const context = text(property(item, "context"));
        const selections = selection(text(property(item, "selection")));
        return context === undefined ? [] : selections.map((one) => ({ context, selection: one }));
      }),
    ),
  };
}

/** Object types by the interfaces, unions and own names under which they stand. */
function possibleTypes({ definitions }: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const possible = new Map<string, string[]>();
  const add = (above: string, name: string) => possible.set(above, [...(possible.get(above) ?? []), name]);
  for (const definition of definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) {
      for (const { name } of [definition, ...(definition.interfaces ?? [])]) add(name.value, definition.name.value);
    } else if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
      for (const { name } of definition.types ?? []) add(definition.name.value, name.value);
    }
  }
  return possible;
}

/** A selection as `@requires` and contexts hold it: with its braces, or without. */
function selection(fields: string | undefined): readonly SelectionSetNode[] {
  if (fields === undefined) return [];
  const trimmed = fields.trim();
  const { definitions } = parse(trimmed.startsWith("{") ? trimmed : `{ ${trimmed} }`, { noLocation: true });
  return definitions
    .filter((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION)
    .map(({ selectionSet }) => selectionSet);
}

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

type Value = ConstValueNode | undefined;

const argument = (directive: ConstDirectiveNode, name: string): Value =>
  directive.arguments?.find((given) => given.name.value === name)?.value;

const property = (value: ConstValueNode, name: string): Value =>
  value.kind === Kind.OBJECT ? value.fields.find((field) => field.name.value === name)?.value : undefined;

/** The subgraphs that directives name. */
const graphsOf = (joins: readonly ConstDirectiveNode[]): ReadonlySet<string> =>
  new Set(
    joins.flatMap((join) => {
      const graph = argument(join, "graph");
      return graph?.kind === Kind.ENUM ? [graph.value] : [];
    }),
  );

const isTrue = (value: Value): boolean => value?.kind === Kind.BOOLEAN && value.value;

const text = (value: Value): string | undefined => (value?.kind === Kind.STRING ? value.value : undefined);

const items = (value: Value): readonly ConstValueNode[] => (value?.kind === Kind.LIST ? value.values : []);
