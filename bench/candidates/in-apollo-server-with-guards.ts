import { readFileSync } from "node:fs";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { createGateway, createSignedIdentity } from "@threefold/gateway";
import { cost, identity, logger, metrics } from "./guards.ts";

// This project's engine as a gateway of Apollo Server, guarding. `node in-apollo-server-with-guards.ts SUPERGRAPH PORT`

const [file = "", port] = process.argv.slice(2);
const gateway = createGateway({
  supergraph: readFileSync(file, "utf8"),
  identity: createSignedIdentity(identity),
  guards: { cost },
  logger,
  metrics,
});
await startStandaloneServer(new ApolloServer({ gateway }), { listen: { port: Number(port), host: "127.0.0.1" } });
