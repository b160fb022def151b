import {
  type ASTVisitor,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  type ValidationContext,
  type ValidationRule,
} from "graphql";
import { deferInSubscriptions, deferLabels, deferOnRoots } from "../defer/index.ts";

export interface ValidationOptions {
  /** Whether clients may ask for the schema (`__schema` and `__type`; `__typename` they always may). */
  readonly introspection: boolean;
  /** Whether messages say what the client may have meant: with them, a schema can be guessed name by name. */
  readonly suggestions: boolean;
}

/** What `validate` of graphql-js is called with besides the schema and the document. */
export interface ValidationSettings {
  readonly rules: readonly ValidationRule[];
  readonly options: { readonly hideSuggestions: boolean };
}

/** In development everything is open, in production nothing. */
export const DEVELOPMENT: ValidationOptions = { introspection: true, suggestions: true };
export const PRODUCTION: ValidationOptions = { introspection: false, suggestions: false };

/** The rules of GraphQL, and this gateway's. */
export function validationSettings({ introspection, suggestions }: ValidationOptions): ValidationSettings {
  return {
    rules: [...specifiedRules, ...OWN_RULES, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])],
    options: { hideSuggestions: !suggestions },
  };
}

const OWN_RULES: readonly ValidationRule[] = [noSubgraphFields, deferLabels, deferOnRoots, deferInSubscriptions];

/**
 * Refuses what only gateways ask subgraphs for, whatever a supergraph says: through `_entities` any entity could be
 * reached, and through `_service` a schema.
 */
export function noSubgraphFields(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      const { value: name } = node.name;
      if (name !== "_entities" && name !== "_service") return;
      if (context.getParentType() !== context.getSchema().getQueryType()) return;
      const message = `Cannot query field "${name}" on type "${context.getParentType()?.name}".`;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}
