import type { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import fastifyApollo from "@as-integrations/fastify";
import Fastify from "fastify";

/** Serves at a port of this machine, as Apollo Server's documents show it: by its own server, or by Fastify, which costs less. */
export async function serveApollo(server: ApolloServer, port: number, http: string | undefined): Promise<void> {
  const listen = { port, host: "127.0.0.1" };
  if (http !== "fastify") {
    await startStandaloneServer(server, { listen });
    return;
  }
  await server.start();
  const app = Fastify();
  await app.register(fastifyApollo(server));
  await app.listen(listen);
}
