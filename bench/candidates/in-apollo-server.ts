import { readFileSync } from "node:fs";
import { ApolloServer } from "@apollo/server";
import { createGateway } from "@threefold/gateway";
import { serveApollo } from "./serve-apollo.ts";

// This project's engine as a gateway of Apollo Server. `node in-apollo-server.ts SUPERGRAPH PORT [fastify]`

const [file = "", port, http] = process.argv.slice(2);
const gateway = createGateway({ supergraph: readFileSync(file, "utf8") });
await serveApollo(new ApolloServer({ gateway }), Number(port), http);
