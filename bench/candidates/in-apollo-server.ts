import { readFileSync } from "node:fs";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { createGateway } from "@threefold/gateway";

// This project's engine as a gateway of Apollo Server. `node in-apollo-server.ts SUPERGRAPH PORT`

const [file = "", port] = process.argv.slice(2);
const gateway = createGateway({ supergraph: readFileSync(file, "utf8") });
await startStandaloneServer(new ApolloServer({ gateway }), { listen: { port: Number(port), host: "127.0.0.1" } });
