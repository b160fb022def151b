import type { AuthorisationModel, Requirement } from "@threefold/federation/authorisation";
import {
  type DefinitionNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from "graphql";
import { type Context, Contexts } from "./context.ts";
import { type Claims, isMet } from "./decide.ts";
import { denialError, denials } from "./errors.ts";
import { Filter, type Fragments } from "./filter.ts";

/** What one operation demands of those who send it. Part of what is prepared once for a document. */
export interface OperationAuthorisation {
  /** The requirements of the fields that it selects. When there are none, everyone may send it as it is. */
  readonly requirements: readonly Requirement[];
  /** The policies that the hook must be asked about. */
  readonly policies: readonly string[];
  /**
   * Which of the requirements are met: a short text, equal for all who may see the same of this operation. Plans are
   * kept by it.
   * @param policies the names of those that hold
   */
  decide(claims: Claims, policies: ReadonlySet<string>): string;
  /**
   * The operation for those of whom a decision was made. Takes time by the size of the document.
   * @param decision a text that `decide` returned
   */
  authorise(decision: string): AuthorisedOperation;
}

/** An operation without what may not be seen. */
export interface AuthorisedOperation {
  /** What is planned and fetched: only what may be seen. Absent when nothing is left of it. */
  readonly planned: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode } | undefined;
  /**
   * What the response is made by. It is as the client asked, but for denied fields (`isDenied`), which are null whatever
   * was fetched: the same value may have been fetched for another field's sake.
   */
  readonly shown: { readonly operation: OperationDefinitionNode; readonly fragments: Fragments };
  /** Whether everything that was asked for may be seen. */
  readonly isComplete: boolean;
  /** Errors with the code `UNAUTHORIZED_FIELD_OR_TYPE`, at the denied fields that these variables leave in: 100 at most. */
  errors(variables: Readonly<Record<string, unknown>>): readonly GraphQLError[];
}

/**
 * Finds what an operation demands of those who send it.
 * @param schema the API schema, by which the operation is valid
 */
export function compileAuthorisation(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  schema: GraphQLSchema,
  model: AuthorisationModel,
): OperationAuthorisation {
  const root = schema.getRootType(operation.operation);
  const contexts = new Contexts(schema, model);
  const context = root ? contexts.of(root) : undefined;
  const isOpen = context === undefined || model.requirements.length === 0;
  const { numbers, isAsItWas } = isOpen ? EVERYONE : collect(operation.selectionSet, context, contexts, fragments);
  const requirements = numbers.flatMap((number) => model.requirements[number] ?? []);
  const policies = requirements.flatMap((one) => (one.kind === "policies" ? one.anyOf.flat() : []));
  return {
    requirements,
    policies: [...new Set(policies)],
    decide: (claims, held) => requirements.map((one) => (isMet(one, claims, held) ? "1" : "0")).join(""),
    authorise(decision) {
      const met = new Set(numbers.filter((_, index) => decision[index] === "1"));
      if (isOpen || (isAsItWas && met.size === numbers.length)) return complete(operation, fragments);
      return incomplete(operation, fragments, context, contexts, met);
    },
  };
}

interface Demands {
  readonly numbers: readonly number[];
  /** Whether nothing is taken from it but what is denied. Fragments that no object can meet are taken, too. */
  readonly isAsItWas: boolean;
}

const EVERYONE: Demands = { numbers: [], isAsItWas: true };

/** All requirements that some field may need. */
function collect(selectionSet: SelectionSetNode, context: Context, contexts: Contexts, fragments: Fragments): Demands {
  const numbers = new Set<number>();
  // A filter that lets everything pass, and remembers what it was asked.
  const open = new Filter(contexts, fragments, (requirements) => {
    for (const number of requirements) numbers.add(number);
    return true;
  });
  const { isChanged } = open.filter(selectionSet, context);
  return { numbers: [...numbers].sort((a, b) => a - b), isAsItWas: !isChanged };
}

function complete(operation: OperationDefinitionNode, fragments: Fragments): AuthorisedOperation {
  return {
    planned: { document: documentOf(operation, fragments), operation },
    shown: { operation, fragments },
    isComplete: true,
    errors: () => [],
  };
}

function incomplete(
  operation: OperationDefinitionNode,
  fragments: Fragments,
  root: Context,
  contexts: Contexts,
  met: ReadonlySet<number>,
): AuthorisedOperation {
  const filter = new Filter(contexts, fragments, (requirements) => requirements.every((number) => met.has(number)));
  const { planned, shown } = filter.filter(operation.selectionSet, root);
  const shownFragments = new Map([...fragments, ...filter.shownFragments]);
  const denied = denials(shown, root, shownFragments, contexts);
  const plannedOperation =
    planned &&
    withUsedVariables({ ...operation, selectionSet: planned }, new Map([...fragments, ...filter.plannedFragments]));
  return {
    planned: plannedOperation && {
      document: documentOf(plannedOperation, new Map([...fragments, ...filter.plannedFragments])),
      operation: plannedOperation,
    },
    shown: { operation: { ...operation, selectionSet: shown }, fragments: shownFragments },
    isComplete: denied.length === 0,
    errors: (variables) =>
      denied
        .filter(({ when }) => [...when].every(([name, value]) => (variables[name] === true) === value))
        .map(denialError),
  };
}

/** The operation and the fragments that it uses. */
function documentOf(operation: OperationDefinitionNode, fragments: Fragments): DocumentNode {
  return { kind: Kind.DOCUMENT, definitions: [operation, ...reachable(operation, fragments)] };
}

function reachable(operation: OperationDefinitionNode, fragments: Fragments): readonly DefinitionNode[] {
  const used = new Map<string, DefinitionNode>();
  const follow = (definition: DefinitionNode): void => {
    visit(definition, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (fragment === undefined || used.has(name.value)) return;
        used.set(name.value, fragment);
        follow(fragment);
      },
    });
  };
  follow(operation);
  return [...used.values()];
}

/** Without the variables that only removed fields used, so that the operation stays valid. */
function withUsedVariables(operation: OperationDefinitionNode, fragments: Fragments): OperationDefinitionNode {
  const used = new Set<string>();
  const { variableDefinitions = [], ...rest } = operation;
  for (const definition of [rest, ...reachable(operation, fragments)]) {
    visit(definition, {
      Variable({ name }) {
        used.add(name.value);
      },
    });
  }
  return {
    ...operation,
    variableDefinitions: variableDefinitions.filter(({ variable }) => used.has(variable.name.value)),
  };
}
