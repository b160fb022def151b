import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { type DocumentNode, graphql, parse } from "graphql";

type Module = Exclude<Parameters<typeof buildSubgraphSchema>[0], DocumentNode>[number];
export type Resolvers = NonNullable<Exclude<Module, DocumentNode>["resolvers"]>;

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface TestSubgraph extends AsyncDisposable {
  readonly url: string;
  /** What it was asked, oldest first. */
  readonly requests: ReceivedRequest[];
}

export interface TestSubgraphOptions {
  readonly sdl: string;
  readonly resolvers: Resolvers;
  readonly port?: number;
  /** Headers of every answer, by what was asked. */
  readonly answerHeaders?: (query: string) => Record<string, string>;
  /** What each answer waits for. */
  readonly before?: () => Promise<void>;
  /** Called when the client closes the connection before it has its answer. */
  readonly onAbort?: () => void;
  /** Text in the place of the answer. */
  readonly answer?: { readonly status: number; readonly type: string; readonly text: string } | undefined;
}

/** A Federation 2 subgraph on a real socket of the loopback address, without anything of this project's own. */
export async function startSubgraph(options: TestSubgraphOptions): Promise<TestSubgraph> {
  const { sdl, resolvers, port = 0, answerHeaders } = options;
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);
  const requests: ReceivedRequest[] = [];
  const server = createServer(async (request, response) => {
    const { query, variables = {} } = JSON.parse(Buffer.concat(await request.toArray()).toString());
    requests.push({ headers: request.headers, query, variables });
    response.once("close", () => {
      if (!response.writableFinished) options.onAbort?.();
    });
    await options.before?.();
    if (options.answer) {
      response.writeHead(options.answer.status, { "content-type": options.answer.type }).end(options.answer.text);
      return;
    }
    const result = await graphql({ schema, source: query, variableValues: variables, contextValue: request.headers });
    response.writeHead(200, { "content-type": "application/json", ...answerHeaders?.(query) });
    response.end(JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    requests,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
