import { type ASTNode, type FieldDefinitionNode, Kind, type TypeNode } from "graphql";

/** One thing of a schema that a rule looks at. */
export interface Subject {
  readonly coordinate: string;
  readonly node: ASTNode;
  /** Field definitions of the type with this name, in whatever subgraphs it has them. */
  readonly fieldsOf: (type: string) => readonly FieldDefinitionNode[];
}

export interface LintRule {
  readonly name: string;
  readonly why: string;
  readonly fix: string;
  /** What is wrong with it, or undefined. */
  readonly check: (subject: Subject) => string | undefined;
}

/** How schemas are written in this house, and why. Each can be switched off by its name. */
export const LINT_RULES: readonly LintRule[] = [
  {
    name: "description",
    why: "The schema is the documentation, and a name alone leaves questions.",
    fix: "Write a sentence above it, in business words.",
    check: ({ node }) =>
      "description" in node && node.description ? undefined : describable(node) ? "has no description" : undefined,
  },
  {
    name: "type-name",
    why: "One way of writing each kind of name lets readers tell types, fields and values apart.",
    fix: "Write types in PascalCase.",
    check: ({ node }) =>
      isType(node) && !/^[A-Z][A-Za-z0-9]*$/.test(nameOf(node)) ? "is not in PascalCase" : undefined,
  },
  {
    name: "field-name",
    why: "One way of writing each kind of name lets readers tell types, fields and values apart.",
    fix: "Write fields and arguments in camelCase.",
    check: ({ node }) =>
      (node.kind === Kind.FIELD_DEFINITION || node.kind === Kind.INPUT_VALUE_DEFINITION) &&
      !/^[a-z][A-Za-z0-9]*$/.test(nameOf(node))
        ? "is not in camelCase"
        : undefined,
  },
  {
    name: "enum-value-name",
    why: "One way of writing each kind of name lets readers tell types, fields and values apart.",
    fix: "Write values in SCREAMING_SNAKE_CASE.",
    check: ({ node }) =>
      node.kind === Kind.ENUM_VALUE_DEFINITION && !/^[A-Z][A-Z0-9_]*$/.test(nameOf(node))
        ? "is not in SCREAMING_SNAKE_CASE"
        : undefined,
  },
  {
    name: "connection-shape",
    why: "Clients page through every list in one way (https://relay.dev/graphql/connections.htm).",
    fix: "Give it `edges` and `pageInfo: PageInfo!`.",
    check: ({ node, fieldsOf }) => {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION || !/.Connection$/.test(nameOf(node))) return undefined;
      const fields = fieldsOf(nameOf(node)).map((field) => field.name.value);
      const missing = ["edges", "pageInfo"].filter((name) => !fields.includes(name));
      return missing.length === 0 ? undefined : `has no ${missing.join(" and no ")}`;
    },
  },
  {
    name: "connection-arguments",
    why: "A list without a limit can take the service down.",
    fix: "Add the arguments `first` and `after`.",
    check: ({ node }) => {
      if (node.kind !== Kind.FIELD_DEFINITION || !/.Connection$/.test(namedType(node.type))) return undefined;
      const given = (node.arguments ?? []).map(({ name }) => name.value);
      const missing = ["first", "after"].filter((name) => !given.includes(name));
      return missing.length === 0 ? undefined : `returns a connection without the arguments ${missing.join(" and ")}`;
    },
  },
  {
    name: "list-elements",
    why: "A null in a list says nothing, and every client has to check for it.",
    fix: "Make the elements non-null: `[Thing!]`.",
    check: ({ node }) =>
      node.kind === Kind.FIELD_DEFINITION && hasNullableElements(node.type)
        ? "is a list of elements that may be null"
        : undefined,
  },
  {
    name: "errors-in-place",
    why: "Errors belong in `errors` with a code, or in a type of their own, not beside the data.",
    fix: "Throw an error with a code, or return a union whose members say what happened.",
    check: ({ node, coordinate }) =>
      node.kind === Kind.FIELD_DEFINITION &&
      /^(errors?|errorMessage|success|ok)$/.test(nameOf(node)) &&
      !coordinate.startsWith("Query.") &&
      /^(String|Boolean)$/.test(namedType(node.type))
        ? "reports errors beside the data"
        : undefined,
  },
  {
    name: "deprecation-reason",
    why: "Clients need to know what to use instead.",
    fix: 'Add `reason: "Use …"`.',
    check: ({ node }) => {
      const directives = "directives" in node ? (node.directives ?? []) : [];
      const deprecated = directives.find(({ name }) => name.value === "deprecated");
      return deprecated && !deprecated.arguments?.some(({ name }) => name.value === "reason")
        ? "is deprecated and does not say what to use instead"
        : undefined;
    },
  },
];

const nameOf = (node: ASTNode): string => ("name" in node && node.name ? node.name.value : "");

const isType = ({ kind }: ASTNode): boolean => /TypeDefinition$/.test(kind);

const ROOTS = new Set(["Query", "Mutation", "Subscription"]);

const describable = (node: ASTNode): boolean =>
  (isType(node) && !ROOTS.has(nameOf(node))) ||
  node.kind === Kind.FIELD_DEFINITION ||
  node.kind === Kind.ENUM_VALUE_DEFINITION;

const namedType = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type));

function hasNullableElements(type: TypeNode): boolean {
  if (type.kind === Kind.NON_NULL_TYPE) return hasNullableElements(type.type);
  if (type.kind === Kind.NAMED_TYPE) return false;
  return type.type.kind !== Kind.NON_NULL_TYPE || hasNullableElements(type.type);
}
