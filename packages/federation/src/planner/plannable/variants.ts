import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  stripIgnoredCharacters,
  visit,
} from "graphql";
import type { FetchNode, KeyRenamer, RequiredSelection } from "../plan.ts";
import { parseSelection } from "./selection-tree.ts";

/** A field with arguments, as some `@requires` asks for it: the planner knows it as a field of its own, without any. */
export interface Variant {
  readonly name: string;
  readonly field: string;
  readonly arguments: FieldNode["arguments"];
}

export interface Variants {
  readonly document: DocumentNode;
  readonly byName: ReadonlyMap<string, Variant>;
}

type TypeDefinition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/**
 * Gives every field that a `@requires` asks for with arguments a field without arguments beside it, which the planner
 * plans instead. Apollo's planner takes fields for the same by their names: of two `@requires(fields: "f(arg: …)")` with
 * different arguments, or one of them and the client's own, only one would be fetched, and serve for all.
 */
export function nameVariants(supergraph: DocumentNode): Variants {
  const definitions = new Map<string, TypeDefinition>();
  for (const definition of supergraph.definitions) {
    if (isTypeDefinition(definition)) definitions.set(definition.name.value, definition);
  }
  const variants = new Map<string, Variant & { readonly type: string; readonly key: string }>();
  const rewritten = visit(supergraph, {
    Directive(directive, _key, _parent, _path, ancestors) {
      if (directive.name.value !== "join__field") return undefined;
      const type = ancestors.find((node) => !Array.isArray(node) && isTypeDefinition(node as { kind: string }));
      const name = (type as TypeDefinition | undefined)?.name.value;
      return name === undefined ? undefined : rewriteRequires(directive as ConstDirectiveNode, name);
    },
  });
  if (variants.size === 0) return { document: supergraph, byName: new Map() };
  const added = { ...rewritten, definitions: rewritten.definitions.map(withVariants) };
  return { document: added, byName: new Map(Array.from(variants.values(), (variant) => [variant.name, variant])) };

  function rewriteRequires(directive: ConstDirectiveNode, type: string): ConstDirectiveNode | undefined {
    const requires = directive.arguments?.find(({ name }) => name.value === "requires");
    if (requires?.value.kind !== Kind.STRING || !requires.value.value.includes("(")) return undefined;
    const selection = rewrite(parseSelection(requires.value.value), type);
    const value = { ...requires.value, value: stripIgnoredCharacters(print(selection)).slice(1, -1) };
    const given = (directive.arguments ?? []).map((argument) =>
      argument === requires ? { ...argument, value } : argument,
    );
    return { ...directive, arguments: given };
  }

  function rewrite({ kind, selections }: SelectionSetNode, type: string): SelectionSetNode {
    return {
      kind,
      selections: selections.map((selection) => {
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const inner = selection.typeCondition?.name.value ?? type;
          return { ...selection, selectionSet: rewrite(selection.selectionSet, inner) };
        }
        if (selection.kind !== Kind.FIELD) return selection;
        const definition = fieldOf(definitions.get(type), selection.name.value);
        const below = definition === undefined ? "" : namedTypeOf(definition);
        const selectionSet = selection.selectionSet && rewrite(selection.selectionSet, below);
        const { arguments: given = [], ...field } = { ...selection, ...(selectionSet && { selectionSet }) };
        if (given.length === 0) return field;
        return { ...field, name: { kind: Kind.NAME as const, value: variantOf(type, selection).name } };
      }),
    };
  }

  function variantOf(type: string, field: FieldNode): Variant {
    const key = `${type}.${field.name.value}(${(field.arguments ?? []).map(print).join(", ")})`;
    const known = variants.get(key);
    if (known !== undefined) return known;
    const name = `${field.name.value}__required_${variants.size}`;
    const variant = { key, type, name, field: field.name.value, arguments: field.arguments };
    variants.set(key, variant);
    return variant;
  }

  function withVariants<Definition extends { readonly kind: string }>(definition: Definition): Definition {
    if (!isTypeDefinition(definition)) return definition;
    const own = [...variants.values()].filter(
      ({ type }) => type === definition.name.value || definition.interfaces?.some((above) => above.name.value === type),
    );
    const fields = own.flatMap((variant) => {
      const field = fieldOf(definition, variant.field);
      return field === undefined ? [] : [asVariant(field, variant.name)];
    });
    return { ...definition, fields: [...(definition.fields ?? []), ...fields] };
  }
}

function isTypeDefinition<Node extends { readonly kind: string }>(node: Node): node is Node & TypeDefinition {
  return node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

const fieldOf = (type: TypeDefinition | undefined, name: string): FieldDefinitionNode | undefined =>
  type?.fields?.find((field) => field.name.value === name);

function namedTypeOf({ type }: FieldDefinitionNode): string {
  let inner = type;
  while (inner.kind !== Kind.NAMED_TYPE) inner = inner.type;
  return inner.name.value;
}

function asVariant(field: FieldDefinitionNode, name: string): FieldDefinitionNode {
  const directives = (field.directives ?? []).filter((directive) => directive.name.value === "join__field");
  return { ...field, name: { kind: Kind.NAME, value: name }, arguments: [], directives };
}

/** Says in a fetch what its variants stand for: to the subgraph that has the field, and to the one that requires it. */
export function resolveVariants(node: FetchNode, variants: ReadonlyMap<string, Variant>): FetchNode {
  const renamers = [...renamersFor(node.requires ?? [], [], variants)];
  const operation = node.operation.includes("__required_")
    ? stripIgnoredCharacters(print(withArguments(parse(node.operation, { noLocation: true }), variants)))
    : node.operation;
  if (renamers.length === 0) return { ...node, operation };
  return { ...node, operation, inputRewrites: [...(node.inputRewrites ?? []), ...renamers] };
}

const withArguments = (document: DocumentNode, variants: ReadonlyMap<string, Variant>): DocumentNode =>
  visit(document, {
    Field(field) {
      const variant = variants.get(field.name.value);
      if (variant === undefined) return undefined;
      const name = { kind: Kind.NAME as const, value: variant.field };
      return { ...field, alias: field.alias ?? field.name, name, arguments: variant.arguments ?? [] };
    },
  });

function* renamersFor(
  selections: readonly RequiredSelection[],
  path: readonly string[],
  variants: ReadonlyMap<string, Variant>,
): Generator<KeyRenamer> {
  for (const selection of selections) {
    if (selection.kind === "InlineFragment") {
      const condition = selection.typeCondition === undefined ? [] : [`... on ${selection.typeCondition}`];
      yield* renamersFor(selection.selections, [...path, ...condition], variants);
      continue;
    }
    const here = [...path, selection.name];
    yield* renamersFor(selection.selections ?? [], here, variants);
    const variant = variants.get(selection.name);
    if (variant !== undefined) yield { kind: "KeyRenamer", path: here, renameKeyTo: variant.field };
  }
}

/** Whether a fetch requires one field in two variants: a representation has place for one. */
export function hasRivals({ requires = [] }: FetchNode, variants: ReadonlyMap<string, Variant>): boolean {
  const rivals = (selections: readonly RequiredSelection[]): boolean => {
    const fields = flatFields(selections);
    const names = new Set(fields.map(({ name }) => name));
    const sent = new Set([...names].map((name) => variants.get(name)?.field ?? name));
    const below = Map.groupBy(fields, ({ name }) => name);
    return (
      sent.size < names.size ||
      [...below.values()].some((same) => rivals(same.flatMap(({ selections: inner }) => inner ?? [])))
    );
  };
  return variants.size > 0 && rivals(requires);
}

const flatFields = (
  selections: readonly RequiredSelection[],
): readonly Extract<RequiredSelection, { kind: "Field" }>[] =>
  selections.flatMap((selection) => (selection.kind === "Field" ? [selection] : flatFields(selection.selections)));
