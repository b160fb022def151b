import { readFileSync } from "node:fs";
import { ApolloServer } from "@apollo/server";
import { createGateway } from "@threefold/gateway";
import { serveApollo } from "./serve-apollo.ts";

// What Apollo Server costs by itself: a gateway that keeps every answer, and so does nothing the second time.
// `node apollo-server-alone.ts SUPERGRAPH PORT [fastify]`

const [file = "", port, http] = process.argv.slice(2);
const gateway = createGateway({ supergraph: readFileSync(file, "utf8") });
type Executor = NonNullable<Awaited<ReturnType<typeof gateway.load>>["executor"]>;
const answers = new Map<string, Awaited<ReturnType<Executor>>>();
const server = new ApolloServer({
  gateway: {
    onSchemaLoadOrUpdate: (listener) => gateway.onSchemaLoadOrUpdate(listener),
    stop: () => gateway.stop(),
    async load(options) {
      const { executor } = await gateway.load(options);
      if (executor === null) throw new Error("the gateway gave no executor");
      return {
        async executor(context) {
          const key = `${context.source}\n${JSON.stringify(context.request.variables)}`;
          let answer = answers.get(key);
          if (answer === undefined) {
            answer = await executor(context);
            answers.set(key, answer);
          }
          return { ...answer };
        },
      };
    },
  },
});
await serveApollo(server, Number(port), http);
