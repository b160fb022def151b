import {
  type ASTVisitor,
  type DirectiveNode,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ValidationContext,
  visit,
} from "graphql";
import { argumentOf, isDefer } from "./read.ts";

/** Labels tell parts of an answer apart: they are text in the document, each there once (as graphql-js 17 has it). */
export function deferLabels(context: ValidationContext): ASTVisitor {
  const known = new Map<string, DirectiveNode>();
  return {
    Directive(node) {
      if (!isDefer(node)) return;
      const value = argumentOf(node, "label");
      if (value === undefined || value.kind === Kind.NULL) return;
      if (value.kind !== Kind.STRING) {
        context.reportError(new GraphQLError('Argument "@defer(label:)" must be a static string.', { nodes: node }));
        return;
      }
      const other = known.get(value.value);
      if (other === undefined) known.set(value.value, node);
      else
        context.reportError(
          new GraphQLError("Value for arguments 'defer(label:)' must be unique.", { nodes: [other, node] }),
        );
    },
  };
}

/** Root fields of mutations run one after the other, and a subscription has but one: they are not for later. */
export function deferOnRoots(context: ValidationContext): ASTVisitor {
  return {
    Directive(node) {
      const type = context.getParentType();
      if (!isDefer(node) || !type) return;
      const schema = context.getSchema();
      for (const kind of [OperationTypeNode.MUTATION, OperationTypeNode.SUBSCRIPTION]) {
        if (schema.getRootType(kind) !== type) continue;
        const message = `Defer directive cannot be used on root ${kind} type "${type.name}".`;
        context.reportError(new GraphQLError(message, { nodes: node }));
      }
    },
  };
}

/** An event of a subscription is one answer: what is deferred in it must say when it is not. */
export function deferInSubscriptions(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(operation) {
      if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return;
      const fragments = context.getRecursivelyReferencedFragments(operation);
      for (const definition of [operation, ...fragments]) {
        visit(definition, {
          Directive(node) {
            if (isDefer(node) && mayDefer(node)) context.reportError(new GraphQLError(NOT_IN_EVENTS, { nodes: node }));
          },
        });
      }
    },
  };
}

const NOT_IN_EVENTS =
  "Defer directive not supported on subscription operations. Disable `@defer` by setting the `if` argument to `false`.";

function mayDefer(node: DirectiveNode): boolean {
  const value = argumentOf(node, "if");
  return value?.kind !== Kind.VARIABLE && !(value?.kind === Kind.BOOLEAN && !value.value);
}
