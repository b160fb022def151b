import { PEOPLE_AUDIENCE, PEOPLE_ISSUER } from "@threefold/identity";
import { ENGINES } from "../engine/engines.ts";

/** What one option is called on the command line and in the environment, and what it means. */
export interface Option {
  readonly variable: string;
  readonly value: string;
  readonly help: string;
  /** Whether it may be given several times. In the variable, the values then stand with commas between them. */
  readonly many?: true;
  /** Whether it is a path, which in a configuration file is relative to that file. */
  readonly path?: true;
}

/** Every option of the program, as `--help` lists them. */
export const OPTIONS = {
  supergraph: {
    variable: "SUPERGRAPH",
    value: "FILE|URL",
    help: "the supergraph to serve (this or --compose is needed)",
    path: true,
  },
  compose: {
    variable: "COMPOSE",
    value: "FILE",
    help: "a supergraph.yaml to compose the supergraph by, in development",
    path: true,
  },
  "supergraph-interval": {
    variable: "SUPERGRAPH_INTERVAL",
    value: "MS",
    help: "between two looks for a newer one at a URL, or at subgraphs (default 30000, or 2000)",
  },
  "supergraph-digest": {
    variable: "SUPERGRAPH_DIGEST",
    value: "sha256:HEX",
    help: "the only supergraph that is taken from the URL (default any)",
  },
  "supergraph-key": {
    variable: "SUPERGRAPH_KEY_FILE",
    value: "FILE",
    help: "whose signature a URL's supergraph needs: an Ed25519 public key as PEM (default nobody's)",
    path: true,
  },
  "subgraph-host": {
    variable: "SUBGRAPH_HOSTS",
    value: "HOST",
    help: "a host that the supergraph may name (default all for a file, none for a URL)",
    many: true,
  },
  config: { variable: "CONFIG", value: "FILE", help: "what does not fit here, and options too: YAML or JSON" },
  port: { variable: "PORT", value: "N", help: "where clients connect (default 4000; 0 takes a free one)" },
  host: { variable: "HOST", value: "ADDRESS", help: "the address to listen on (default 127.0.0.1)" },
  "trusted-proxy": {
    variable: "TRUSTED_PROXIES",
    value: "ADDRESS",
    help: "whose X-Forwarded-For says where clients are: an address, a network, loopback, … (default nobody's)",
    many: true,
  },
  "metrics-port": { variable: "METRICS_PORT", value: "N", help: "where measurements are read (default nowhere)" },
  "tls-port": {
    variable: "TLS_PORT",
    value: "N",
    help: "where clients connect by TLS, with HTTP/2 or HTTP/1.1 (default nowhere)",
  },
  "tls-file": {
    variable: "TLS_FILE",
    value: "FILE",
    help: "the certificate and its key as PEM; made for this machine in development where there is none",
    path: true,
  },
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
  readiness: {
    variable: "READINESS",
    value: "WHAT",
    help: "what /health/ready needs: the gateway alone, or all subgraphs too: gateway or subgraphs (default gateway)",
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
  "trusted-documents": {
    variable: "TRUSTED_DOCUMENTS",
    value: "MODE",
    help: "only (nothing runs that is not in the manifest), prefer or off (default off)",
  },
  "trusted-documents-manifest": {
    variable: "TRUSTED_DOCUMENTS_MANIFEST",
    value: "FILE",
    help: "the documents that are trusted: GraphQL Code Generator's format or Apollo's (default none)",
    path: true,
  },
  usage: {
    variable: "USAGE",
    value: "FILE",
    help: "where to count which client sent which operation, for schema-check (default nowhere)",
    path: true,
  },
  introspection: {
    variable: "INTROSPECTION",
    value: "on|off",
    help: "whether clients may read the schema (default by mode)",
  },
  "callback-url": {
    variable: "CALLBACK_URL",
    value: "URL",
    help: "where subgraphs reach this process and no other, for events by HTTP callback (default none)",
  },
  static: { variable: "STATIC", value: "DIR", help: "a folder of pages to serve (default none)", path: true },
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
  return `threefold-gateway --supergraph FILE|URL [options]

One GraphQL endpoint (/graphql) over the subgraphs of a Federation 2 supergraph.

Options, and the variable that sets each where it is not given:
${lines.join("\n")}

"..." may be given several times; in the variable, with commas between.
IDENTITY_SIGNING_KEY, a variable only, holds the private Ed25519 JWK that the gateway signs with when it tells a subgraph
who asks (in the header x-threefold-identity), and when it asks a service in its own name. Without it subgraphs are told
nothing of that. PEOPLE_PROVIDER, a variable only, is JSON that names an OpenID Connect provider whose tokens are taken: its
issuer and jwks (an address), and if need be typ, algorithms, idClaim and roles.
A supergraph's file is followed when it changes, and a URL looked at again and again, by its entity tag. A signature stands
in base64 at the same URL with ".sig" behind its path. One that cannot be served is refused, and the old one serves on.
--config FILE holds any of these options by name, and what does not fit on a command line: http, cors, limits, cost,
documents, subscriptions, override-labels, all-subgraphs and subgraphs, with header rules. The command line stands above the variables, and they above the file.
In development, clients may read the schema, errors say what happened inside, a request may ask for faults of subgraphs,
and only this machine can connect.
`;
}
