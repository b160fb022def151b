import { type DocumentNode, Kind, parse, print, type SelectionSetNode, visit } from "graphql";

/**
 * Makes a failing operation smaller while it goes on failing: by leaving out one selection, directive or fragment
 * after the other.
 * @param fails whether a document is still valid and fails as the first one did
 */
export async function shrink(document: string, fails: (document: string) => Promise<boolean>): Promise<string> {
  let smallest = print(parse(document));
  for (let progress = true; progress; ) {
    progress = false;
    for (const candidate of smallerDocuments(parse(smallest))) {
      const text = print(candidate);
      if (text.length < smallest.length && (await fails(text))) {
        smallest = text;
        progress = true;
        break;
      }
    }
  }
  return smallest;
}

function* smallerDocuments(document: DocumentNode): Generator<DocumentNode> {
  for (let target = 0; ; target++) {
    let count = 0;
    const smaller: DocumentNode = visit(document, {
      enter(node) {
        const removable =
          node.kind === Kind.FIELD ||
          node.kind === Kind.INLINE_FRAGMENT ||
          node.kind === Kind.FRAGMENT_SPREAD ||
          node.kind === Kind.FRAGMENT_DEFINITION ||
          node.kind === Kind.VARIABLE_DEFINITION ||
          node.kind === Kind.DIRECTIVE;
        return removable && count++ === target ? null : undefined;
      },
    });
    if (count <= target) break;
    if (!hasEmptySelection(smaller)) yield withoutUnused(smaller);
  }
  yield* withoutWrapping(document);
}

/** Each inline fragment replaced by what is in it. */
function* withoutWrapping(document: DocumentNode): Generator<DocumentNode> {
  for (let target = 0; ; target++) {
    let count = 0;
    const smaller: DocumentNode = visit(document, {
      SelectionSet: {
        leave(node): SelectionSetNode {
          const selections = node.selections.flatMap((selection) =>
            selection.kind === Kind.INLINE_FRAGMENT && count++ === target
              ? selection.selectionSet.selections
              : [selection],
          );
          return { ...node, selections };
        },
      },
    });
    if (count <= target) return;
    yield withoutUnused(smaller);
  }
}

function hasEmptySelection(document: DocumentNode): boolean {
  let empty = document.definitions.length === 0;
  visit(document, {
    SelectionSet(node) {
      if (node.selections.length === 0) empty = true;
    },
  });
  return empty;
}

/** A document without fragments and variables that nothing uses: validation refuses them. */
export function withoutUnused(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    FragmentSpread: ({ name }) => {
      used.add(name.value);
    },
    Variable: ({ name }) => {
      used.add(`$${name.value}`);
    },
  });
  let removed = false;
  const without: DocumentNode = visit(document, {
    FragmentDefinition: ({ name }) => (used.has(name.value) ? undefined : remove()),
    VariableDefinition: ({ variable }) => (used.has(`$${variable.name.value}`) ? undefined : remove()),
  });
  return removed ? withoutUnused(without) : without;

  function remove(): null {
    removed = true;
    return null;
  }
}
