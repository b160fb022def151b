import { readFileSync } from "node:fs";
import { ApolloGateway, RemoteGraphQLDataSource } from "@apollo/gateway";
import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { createClientIdentity, type EdgeCaller } from "@threefold/identity";
import { GraphQLError } from "graphql";
import { identity as identityOptions, logger, metrics } from "./guards.ts";

// `@apollo/gateway` in Apollo Server with what a team would write around it by hand: tokens verified (by jose), who asks
// signed for each subgraph, a line logged (by pino) and a count for each operation. It has no cost and no budgets, and of
// limits the server's own alone. `node stock-with-guards.ts SUPERGRAPH PORT`

interface Context {
  readonly caller?: EdgeCaller;
}

const [file = "", port] = process.argv.slice(2);
const identity = createClientIdentity(identityOptions);

/** Tells a subgraph who asks. */
class SignedDataSource extends RemoteGraphQLDataSource<Context> {
  readonly subgraph: string;

  constructor(subgraph: string, url: string) {
    super({ url });
    this.subgraph = subgraph;
  }

  override async willSendRequest({
    request,
    context,
  }: Parameters<NonNullable<RemoteGraphQLDataSource<Context>["willSendRequest"]>>[0]) {
    const { caller }: Context = context;
    const headers = await caller?.headersFor(this.subgraph, "read", {});
    for (const [name, value] of Object.entries(headers ?? {})) request.http?.headers.set(name, value);
  }
}

const observed: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    const startedAt = performance.now();
    return {
      async willSendResponse({ operationName, operation, errors = [] }) {
        const type = operation?.operation ?? "unknown";
        metrics.operations.inc({ type, outcome: errors.length === 0 ? "ok" : "error" });
        logger.info({ operation: operationName, type, ms: Math.round(performance.now() - startedAt) }, "operation");
      },
    };
  },
};

const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(file, "utf8"),
  buildService: ({ name, url = "" }) => new SignedDataSource(name, url),
});
await startStandaloneServer(new ApolloServer<Context>({ gateway, plugins: [observed] }), {
  listen: { port: Number(port), host: "127.0.0.1" },
  async context({ req }) {
    const identified = await identity.identify(req.headers);
    if ("caller" in identified) return { caller: identified.caller };
    throw new GraphQLError(identified.refusal.message, {
      extensions: { code: "UNAUTHENTICATED", http: { status: 401 } },
    });
  },
});
