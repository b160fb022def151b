import { type DirectiveNode, type DocumentNode, Kind, type SelectionSetNode, visit } from "graphql";

/** What Apollo Client reads for itself (https://www.apollographql.com/docs/react/data/directives): no server knows it. */
const FOR_THE_CLIENT = new Set(["connection", "nonreactive", "unmask"]);

/** A document as Apollo Client sends it: without local fields (`@client`), the variables of those alone, and its own directives. */
export function sentPart(document: DocumentNode): DocumentNode {
  const sent = withoutLocal(document);
  const still = variablesIn(sent);
  const gone = new Set([...variablesIn(document)].filter((name) => !still.has(name)));
  return visit(sent, { VariableDefinition: ({ variable }) => (gone.has(variable.name.value) ? null : undefined) });
}

interface Selected {
  readonly directives?: readonly DirectiveNode[] | undefined;
  readonly selectionSet?: SelectionSetNode | undefined;
}

function withoutLocal(document: DocumentNode): DocumentNode {
  const local = ({ directives = [] }: Selected) =>
    directives.some(({ name }) => name.value === "client") ? null : undefined;
  const emptied = ({ selectionSet }: Selected) => (selectionSet?.selections.length === 0 ? null : undefined);
  return visit(document, {
    Field: { enter: local, leave: emptied },
    InlineFragment: { enter: local, leave: emptied },
    FragmentSpread: local,
    Directive: ({ name }) => (FOR_THE_CLIENT.has(name.value) ? null : undefined),
    OperationDefinition: { leave: emptied },
    // Other files may name it.
    FragmentDefinition: {
      leave: (node) =>
        emptied(node) === null
          ? { ...node, selectionSet: { ...node.selectionSet, selections: [TYPENAME] } }
          : undefined,
    },
  });
}

const TYPENAME = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } } as const;

/** Those that are used, in the document itself. */
function variablesIn(document: DocumentNode): Set<string> {
  const found = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void found.add(name.value),
  });
  return found;
}
