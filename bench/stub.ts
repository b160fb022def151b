import type { IncomingMessage, ServerResponse } from "node:http";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { execute, type GraphQLSchema, parse, validate } from "graphql";

type Modules = Parameters<typeof buildSubgraphSchema>[0];
type Resolvers =
  Extract<Modules, readonly unknown[]> extends readonly (infer Module)[]
    ? Module extends { resolvers?: infer Given }
      ? Given
      : never
    : never;

const MAX_KEPT = 20_000;

/** A subgraph: graphql-js over data in memory. An answer is kept, by the text of its request. */
export function stub(
  typeDefs: string,
  resolvers: Resolvers,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers }]);
  const kept = new Map<string, Buffer>();
  return async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    let answer = kept.get(body);
    if (answer === undefined) {
      answer = Buffer.from(JSON.stringify(await answerTo(schema, body)));
      if (kept.size < MAX_KEPT) kept.set(body, answer);
    }
    response.writeHead(200, { "content-type": "application/json; charset=utf-8", "content-length": answer.length });
    response.end(answer);
  };
}

async function answerTo(schema: GraphQLSchema, body: string): Promise<unknown> {
  const { query, variables, operationName } = JSON.parse(body);
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) return { errors };
  return execute({ schema, document, variableValues: variables, operationName });
}
