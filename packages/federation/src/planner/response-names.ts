import {
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
  visit,
} from "graphql";

/** Under which response names an operation is planned and its data kept, and which names clients know. */
export interface ResponseNames {
  /** The operation as it is to be planned. */
  rename(document: DocumentNode): DocumentNode;
  /** The key under which the value of a client's field stands in the data of a plan. */
  planned(field: FieldNode): string;
  /** The response name that the client gave, of a key in the data of a plan. */
  given(key: string): string;
  /** Whether a plan may fetch what stands under a key though no client asks for it. */
  isRequired(key: string): boolean;
}

const SUFFIX = "__given";
/** How the planner names fields that are required with arguments: see plannable/variants.ts. */
const VARIANT = /__required_\d+$/;

/**
 * Keeps the names that clients give to fields apart from those that the planner adds by itself (`requiredNames`): a
 * client's `weight: name`, or `price(currency: "EUR")`, must not stand where the plan looks for `weight` or `price` to
 * send them to another subgraph. Such fields are planned as `weight__given: name`.
 * An alias of `__typename` is planned without it: on a union, Apollo's planner would lose the fields beside it, and the
 * type's name is in the data anyway.
 * An object of which only conditional fields are asked is asked for its type as well: Apollo's planner would not fetch it
 * at all when none of them is wanted, though it is there, and empty.
 */
export function responseNames(required: ReadonlySet<string>): ResponseNames {
  const planned = (field: FieldNode): string => {
    const { name, alias, arguments: given = [] } = field;
    if (name.value === "__typename") return name.value;
    const response = (alias ?? name).value;
    const collides = required.has(response) && (response !== name.value || given.length > 0);
    return collides || response.endsWith(SUFFIX) ? `${response}${SUFFIX}` : response;
  };
  return {
    planned,
    isRequired: (key) => required.has(key) || VARIANT.test(key),
    given: (key) => (key.endsWith(SUFFIX) ? key.slice(0, -SUFFIX.length) : key.replace(VARIANT, "")),
    rename(document) {
      const wanted = withoutLiterals(document);
      const fragments = fragmentsOf(wanted);
      return visit(wanted, {
        Field(field) {
          if (field.name.value === "__schema" || field.name.value === "__type") return false;
          const certain = field.selectionSet === undefined || hasCertainField(field.selectionSet, fragments);
          const key = planned(field);
          if (certain && key === (field.alias ?? field.name).value) return undefined;
          return { ...named(field, key), ...(certain ? {} : { selectionSet: withTypename(field.selectionSet) }) };
        },
      });
    },
  };
}

/** With these, what they stand on may be missing, or come later than the object. */
const UNCERTAIN: ReadonlySet<string> = new Set(["skip", "include", "defer"]);

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function fragmentsOf({ definitions }: DocumentNode): Fragments {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** The field under another response name. */
function named({ alias: _, ...field }: FieldNode, key: string): FieldNode {
  return key === field.name.value ? field : { ...field, alias: { kind: Kind.NAME, value: key } };
}

function withTypename({ selections }: SelectionSetNode): SelectionSetNode {
  const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };
  return { kind: Kind.SELECTION_SET, selections: [typename, ...selections] };
}

/** A document without what its literals exclude, and without the literals that exclude nothing. */
function withoutLiterals(document: DocumentNode): DocumentNode {
  return visit(document, {
    enter(node) {
      if (!("directives" in node) || node.directives === undefined || node.directives.length === 0) return undefined;
      const literals = node.directives.filter((directive) => literalOf(directive) !== undefined);
      if (literals.length === 0) return undefined;
      if (literals.some((directive) => literalOf(directive) === "never")) return null;
      return { ...node, directives: node.directives.filter((directive) => !literals.includes(directive)) };
    },
    SelectionSet: { leave: (node) => (node.selections.length === 0 ? withTypename(node) : undefined) },
  });
}

function literalOf({ name, arguments: given = [] }: DirectiveNode): "always" | "never" | undefined {
  const value = given[0]?.value;
  if ((name.value !== "skip" && name.value !== "include") || value?.kind !== Kind.BOOLEAN) return undefined;
  return value.value === (name.value === "include") ? "always" : "never";
}

/**
 * Whether a field is there whatever the variables say. Of fragments inside fragments on other types that is not known:
 * no object may be both. (There are no cycles: the document is valid.)
 */
function hasCertainField({ selections }: SelectionSetNode, fragments: Fragments, type?: string): boolean {
  return selections.some((selection) => {
    if (selection.directives?.some(({ name }) => UNCERTAIN.has(name.value))) return false;
    if (selection.kind === Kind.FIELD) return true;
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    const condition = inner?.typeCondition?.name.value;
    if (inner === undefined || (type !== undefined && condition !== undefined && condition !== type)) return false;
    return hasCertainField(inner.selectionSet, fragments, condition ?? type);
  });
}
