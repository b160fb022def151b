import {
  type DocumentNode,
  type FieldNode,
  type InlineFragmentNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionNode,
  stripIgnoredCharacters,
  visit,
} from "graphql";
import type { FetchNode, RequiredSelection } from "../plan.ts";
import type { TypeHierarchy } from "../type-hierarchy.ts";
import type { Requirements } from "./requirements.ts";
import { addSelection, parseSelection, pruneRequired, type SelectionTree } from "./selection-tree.ts";

/** The fields of a fetch's entities that require the same. */
interface Part {
  /** The `@requires` of one type's fields; nothing for all that need keys only. */
  readonly need: { readonly type: string; readonly requires: string } | undefined;
  readonly fragments: InlineFragmentNode[];
}

/**
 * Divides a fetch of entities by what its fields require. One plan node asks for all of them at once and requires what
 * they need together: without the parts, an entity that lacks what one field needs would lose the others as well.
 * @returns fetches of the same entities, which together ask for the same; nothing when all fields need the same
 */
export function partsOf(
  node: FetchNode,
  requirements: Requirements,
  types: TypeHierarchy,
): readonly FetchNode[] | undefined {
  const { requires, serviceName } = node;
  if (requires === undefined) return undefined;
  const document = parse(node.operation, { noLocation: true });
  const parts = new Map<string, Part>();
  for (const fragment of entityFragments(document)) {
    for (const single of singleFields(fragment)) {
      const { type, field, asked } = single;
      const required = requirements(serviceName, type)?.fields.get(field);
      addTo(parts, required === undefined ? undefined : { type, requires: required }, asked);
    }
  }
  if (parts.size < 2) return undefined;
  return Array.from(parts.values(), (part) => fetchOf(node, document, part, requires, requirements, types));
}

/** The fragments that the entities are asked by. */
function entityFragments(document: DocumentNode): readonly InlineFragmentNode[] {
  const [operation] = document.definitions;
  const [entities] = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  if (entities?.kind !== Kind.FIELD) return [];
  return (entities.selectionSet?.selections ?? []).filter((selection) => selection.kind === Kind.INLINE_FRAGMENT);
}

/** Each of the fields that a fragment asks its entities for, inside the fragments that it stands in. */
function* singleFields(
  fragment: InlineFragmentNode,
  outer = "",
): Generator<{ readonly type: string; readonly field: string; readonly asked: InlineFragmentNode }> {
  const type = fragment.typeCondition?.name.value ?? outer;
  for (const selection of fragment.selectionSet.selections) {
    const within = (inner: FieldNode | InlineFragmentNode): InlineFragmentNode => ({
      ...fragment,
      selectionSet: { kind: Kind.SELECTION_SET, selections: [inner] },
    });
    if (selection.kind === Kind.FIELD) yield { type, field: selection.name.value, asked: within(selection) };
    if (selection.kind !== Kind.INLINE_FRAGMENT) continue;
    for (const inner of singleFields(selection, type)) yield { ...inner, asked: within(inner.asked) };
  }
}

function addTo(parts: Map<string, Part>, need: Part["need"], fragment: InlineFragmentNode): void {
  const key = need === undefined ? "" : `${need.type} ${need.requires}`;
  const part = parts.get(key) ?? { need, fragments: [] };
  parts.set(key, part);
  part.fragments.push(fragment);
}

function fetchOf(
  node: FetchNode,
  document: DocumentNode,
  { need, fragments }: Part,
  requires: readonly RequiredSelection[],
  requirements: Requirements,
  types: TypeHierarchy,
): FetchNode {
  const narrowed = withEntities(document, fragments);
  const asked = new Set(fragments.map((fragment) => fragment.typeCondition?.name.value ?? ""));
  const variables = variablesIn(narrowed);
  const { parts: _, variableUsages = [], ...rest } = node;
  return {
    ...rest,
    operation: stripIgnoredCharacters(print(withVariables(narrowed, variables))),
    variableUsages: variableUsages.filter((variable) => variables.has(variable)),
    requires: requires.flatMap((selection) => {
      const { typeCondition = "", selections } = selection.kind === "InlineFragment" ? selection : { selections: [] };
      const related = (type: string) => types.isSubtype(type, typeCondition) || types.isSubtype(typeCondition, type);
      if (![...asked].some(related)) return [];
      const tree: SelectionTree = new Map();
      for (const type of [...asked, typeCondition]) {
        for (const [field, below] of requirements(node.serviceName, type)?.keys ?? []) tree.set(field, below);
      }
      if (need !== undefined) addSelection(tree, parseSelection(need.requires));
      return [{ kind: "InlineFragment" as const, typeCondition, selections: pruneRequired(selections, tree) }];
    }),
  };
}

function withEntities(document: DocumentNode, fragments: readonly SelectionNode[]): DocumentNode {
  const [operation, ...others] = document.definitions;
  const [entities] = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  if (operation?.kind !== Kind.OPERATION_DEFINITION || entities?.kind !== Kind.FIELD) return document;
  const field = { ...entities, selectionSet: { kind: Kind.SELECTION_SET as const, selections: fragments } };
  const definition: OperationDefinitionNode = {
    ...operation,
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field] },
  };
  return { ...document, definitions: [definition, ...others] };
}

function variablesIn(document: DocumentNode): ReadonlySet<string> {
  const variables = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      variables.add(name.value);
    },
  });
  return variables;
}

const withVariables = (document: DocumentNode, variables: ReadonlySet<string>): DocumentNode =>
  visit(document, {
    VariableDefinition: ({ variable }) => (variables.has(variable.name.value) ? undefined : null),
  });
