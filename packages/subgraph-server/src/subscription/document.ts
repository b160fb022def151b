import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
  validate,
} from "graphql";
import { LRUCache } from "lru-cache";

const MAX_TOKENS = 15_000;
const MOST_REMEMBERED = 500;

/** Reads a subscription's document: the document, or the errors for which it is not run. */
export type ReadSubscription = (
  text: string,
  operationName: string | undefined,
) => { readonly schema: GraphQLSchema; readonly document: DocumentNode } | { readonly errors: readonly GraphQLError[] };

/** Parses and validates each document once, however many subscribe with it. */
export function createSubscriptionReader(schema: GraphQLSchema): ReadSubscription {
  const known = new LRUCache<string, DocumentNode>({ max: MOST_REMEMBERED });
  return (text, operationName) => {
    const document = known.get(text) ?? read(text, schema);
    if (!("kind" in document)) return document;
    known.set(text, document);
    const operation = getOperationAST(document, operationName);
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return { schema, document };
    const message = operation
      ? `Only subscriptions come this way: send the ${operation.operation} by POST.`
      : "There is no such operation in the document, or more than one.";
    return { errors: [new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } })] };
  };
}

function read(text: string, schema: GraphQLSchema): DocumentNode | { readonly errors: readonly GraphQLError[] } {
  try {
    const document = parse(text, { maxTokens: MAX_TOKENS });
    const errors = validate(schema, document);
    return errors.length === 0
      ? document
      : { errors: errors.map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED")) };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [coded(error, "GRAPHQL_PARSE_FAILED")] };
    throw error;
  }
}

const coded = ({ message, nodes, source, positions }: GraphQLError, code: string) =>
  new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code },
  });
