import { createHttpServer, serve } from "@threefold/http-server";
import { createLogger, createMetrics } from "@threefold/telemetry";
import { buildSchema, execute, GraphQLError, getOperationAST, parse, validate } from "graphql";
import type { CachePolicy, ExecutorAnswer, GraphQLRequest } from "../executor.ts";
import { addGraphQLOverHttp, type GraphQLOverHttpOptions } from "../route.ts";

const schema = buildSchema(`
  type Query { hello(name: String = "world"): String broken: String long: String }
  type Mutation { add: Int }
`);

export interface TestServer extends AsyncDisposable {
  readonly url: string;
  /** Every operation that reached the executor. */
  readonly executed: GraphQLRequest[];
  post(body: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(parameters: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
  send(request: RequestInit): Promise<Answer>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: unknown;
  readonly errors: readonly { message: string; extensions: Record<string, unknown> }[] | undefined;
}

export interface TestServerOptions extends Partial<GraphQLOverHttpOptions> {
  readonly cachePolicy?: CachePolicy;
  /** Whether somebody in particular asks. */
  readonly personal?: boolean;
}

/** GraphQL over HTTP on a free port, before graphql-js. */
export async function startServer({
  cachePolicy,
  personal = false,
  ...options
}: TestServerOptions = {}): Promise<TestServer> {
  const metrics = createMetrics();
  const app = createHttpServer({ logger: createLogger({ name: "test", level: "silent" }), metrics });
  const executed: GraphQLRequest[] = [];
  addGraphQLOverHttp(app, {
    executorFor: async () => ({
      personal,
      async execute(request) {
        executed.push(request);
        const answer = await run(request);
        return cachePolicy === undefined ? answer : { ...answer, cachePolicy };
      },
      [Symbol.dispose]() {},
    }),
    ...options,
  });
  const listening = await serve(app, { host: "127.0.0.1", port: 0, metrics });
  const url = `${listening.url}/graphql`;
  const send = async (request: RequestInit, search = ""): Promise<Answer> => {
    const response = await fetch(url + search, request);
    const text = await response.text();
    const { data, errors } = text.startsWith("{") ? JSON.parse(text) : {};
    return { status: response.status, headers: response.headers, text, data, errors };
  };
  return {
    url,
    executed,
    send,
    post: (body, headers = {}) =>
      send({
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    get: (parameters, headers = {}) =>
      send({ headers: { "apollo-require-preflight": "1", ...headers } }, `?${new URLSearchParams(parameters)}`),
    [Symbol.asyncDispose]: () => listening.close(),
  };
}

async function run(request: GraphQLRequest): Promise<ExecutorAnswer> {
  const errors = (outcome: "unreadable" | "refused", ...found: GraphQLError[]): ExecutorAnswer => ({
    outcome,
    text: JSON.stringify({ errors: found }),
  });
  const { query = "", operationName, variables } = request;
  let document: ReturnType<typeof parse>;
  try {
    document = parse(query);
  } catch (error) {
    return errors("unreadable", error instanceof GraphQLError ? error : new GraphQLError("not readable"));
  }
  const invalid = validate(schema, document);
  if (invalid.length > 0) return errors("refused", ...invalid);
  if (request.queriesOnly && getOperationAST(document, operationName)?.operation !== "query") {
    return { ...errors("refused", new GraphQLError("only queries")), status: 405, headers: { allow: "POST" } };
  }
  const rootValue = {
    hello: ({ name }: { name: string }) => `hello ${name}`,
    long: () => "long ".repeat(1_000),
    add: () => 1,
    broken() {
      throw new Error("broken");
    },
  };
  const result = await execute({
    schema,
    document,
    rootValue,
    operationName: operationName ?? null,
    variableValues: variables ?? null,
  });
  if (result.data === undefined) return errors("refused", ...(result.errors ?? []));
  return { text: JSON.stringify(result), outcome: result.errors === undefined ? "complete" : "partial" };
}
