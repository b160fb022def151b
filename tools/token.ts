import { parseArgs } from "node:util";
import { ConfigurationError } from "@threefold/configuration";
import { edges, subgraphs } from "../topology.ts";
import { systemConfiguration } from "./system/configuration.ts";
import { makeToken, names } from "./token/make.ts";

const USAGE = `npm run -s token -- --as NAME                 a token for the gateway, as ${names.join(", ")}
npm run -s token -- --as NAME --for SUBGRAPH  one for a subgraph itself (${subgraphs.join(", ")}), as the ${edges[0]} would send it
npm run -s token -- ... --write               the same for one mutation

  curl http://localhost:4000/graphql -H "authorization: Bearer $(npm run -s token -- --as ada)" \\
    -H 'content-type: application/json' -d '{"query":"{ me { email } }"}'`;

const options = {
  as: { type: "string" },
  for: { type: "string" },
  write: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** The token alone goes to standard output, so that a command can hold it; what it is good for, to the other. */
try {
  const { values } = parseArgs({ options });
  if (values.help) console.log(USAGE);
  else {
    const { DATA_DIRECTORY } = systemConfiguration(process.env);
    const { token, about } = await makeToken({ ...values, dataDirectory: DATA_DIRECTORY });
    console.log(token);
    console.error(about);
  }
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`token: ${error instanceof ConfigurationError ? error.problems.join("; ") : message.split(". ")[0]}`);
  process.exitCode = 1;
}
