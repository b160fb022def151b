import { readFileSync } from "node:fs";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { createGateway } from "@threefold/gateway";
import { PORTS } from "../subgraphs.ts";

// This project's engine as a gateway of Apollo Server. `node in-apollo-server.ts SUPERGRAPH`

const [file = ""] = process.argv.slice(2);
const gateway = createGateway({ supergraph: readFileSync(file, "utf8") });
await startStandaloneServer(new ApolloServer({ gateway }), { listen: { port: PORTS.candidate, host: "127.0.0.1" } });
