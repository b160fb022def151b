import { PEOPLE_AUDIENCE, PEOPLE_ISSUER } from "@threefold/identity";
import { ENGINES } from "../engine/engines.ts";

/** What one option is called on the command line and in the environment, and what it means. */
export interface Option {
  readonly variable: string;
  readonly value: string;
  readonly help: string;
  /** Whether it may be given several times. In the variable, the values then stand with commas between them. */
  readonly many?: true;
}

/** Every option of the program, as `--help` lists them. */
export const OPTIONS = {
  supergraph: { variable: "SUPERGRAPH", value: "FILE", help: "the supergraph to serve (needed)" },
  port: { variable: "PORT", value: "N", help: "where clients connect (default 4000; 0 takes a free one)" },
  host: { variable: "HOST", value: "ADDRESS", help: "the address to listen on (default 127.0.0.1)" },
  "metrics-port": { variable: "METRICS_PORT", value: "N", help: "where measurements are read (default nowhere)" },
  mode: { variable: "MODE", value: "MODE", help: "production or development (default production)" },
  engine: {
    variable: "ENGINE",
    value: "NAME",
    help: `what runs operations: ${ENGINES.join(", ")} (default threefold)`,
  },
  "subgraph-url": {
    variable: "SUBGRAPH_URLS",
    value: "NAME=URL",
    help: "where a subgraph runs (default what the supergraph says)",
    many: true,
  },
  timeout: { variable: "TIMEOUT", value: "MS", help: "how long one operation may take (default 10000)" },
  "forward-header": {
    variable: "FORWARD_HEADERS",
    value: "NAME",
    help: "a header of clients that subgraphs get too (default none)",
    many: true,
  },
  "jwks-url": {
    variable: "JWKS_URL",
    value: "URL",
    help: "the keys that clients' tokens are signed with (default none)",
  },
  "token-issuer": {
    variable: "TOKEN_ISSUER",
    value: "NAME",
    help: `who issues clients' tokens (default ${PEOPLE_ISSUER})`,
  },
  "token-audience": {
    variable: "TOKEN_AUDIENCE",
    value: "NAME",
    help: `whom clients' tokens must be meant for (default ${PEOPLE_AUDIENCE})`,
  },
  "revocations-url": {
    variable: "REVOCATIONS_URL",
    value: "NAME=URL",
    help: "a service, and where it says which sessions have ended (default none)",
  },
  "api-keys-url": {
    variable: "API_KEYS_URL",
    value: "NAME=URL",
    help: "a service, and where it says whose an API key is (default none: keys are refused)",
  },
  "identity-issuer": {
    variable: "IDENTITY_ISSUER",
    value: "NAME",
    help: "by which name subgraphs trust this gateway (default gateway)",
  },
  introspection: {
    variable: "INTROSPECTION",
    value: "on|off",
    help: "whether clients may read the schema (default by mode)",
  },
  static: { variable: "STATIC", value: "DIR", help: "a folder of pages to serve (default none)" },
  mount: {
    variable: "MOUNTS",
    value: "PATH=URL",
    help: "a path that something else answers (default none)",
    many: true,
  },
  "log-level": { variable: "LOG_LEVEL", value: "LEVEL", help: "error, warn, info, debug or silent (default info)" },
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof OPTIONS;

/** The text of `--help`. */
export function helpText(): string {
  const entries: [string, Option][] = Object.entries(OPTIONS);
  const rows = entries.map(([name, { variable, value, help, many }]) => ({
    usage: `--${name} ${value}${many ? " ..." : ""}`,
    variable,
    help,
  }));
  const width = Math.max(...rows.map(({ usage }) => usage.length));
  const variableWidth = Math.max(...rows.map(({ variable }) => variable.length));
  const lines = rows.map((row) => `  ${row.usage.padEnd(width)}  ${row.variable.padEnd(variableWidth)}  ${row.help}`);
  return `threefold-gateway --supergraph FILE [options]

One GraphQL endpoint (/graphql) over the subgraphs of a Federation 2 supergraph.

Options, and the variable that sets each where it is not given:
${lines.join("\n")}

"..." may be given several times; in the variable, with commas between.
IDENTITY_SIGNING_KEY, a variable only, holds the private Ed25519 JWK that the gateway signs with when it tells a subgraph
who asks (in the header x-threefold-identity), and when it asks a service in its own name. Without it subgraphs are told
nothing of that. PEOPLE_PROVIDER, a variable only, is JSON that names an OpenID Connect provider whose tokens are taken: its
issuer and jwks (an address), and if need be typ, algorithms, idClaim and roles.
In development, clients may read the schema, errors say what happened inside, the supergraph's file is followed when it
changes, and only this machine can connect.
`;
}
