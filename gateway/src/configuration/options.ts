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
    help: "a supergraph.yaml to compose the supergraph from, in development",
    path: true,
  },
  "supergraph-interval": {
    variable: "SUPERGRAPH_INTERVAL",
    value: "MS",
    help: "how often a supergraph URL is checked (default 30000), or with --compose the subgraphs (default 2000)",
  },
  "supergraph-digest": {
    variable: "SUPERGRAPH_DIGEST",
    value: "sha256:HEX",
    help: "the only supergraph that is accepted from a URL (default any)",
  },
  "supergraph-key": {
    variable: "SUPERGRAPH_KEY_FILE",
    value: "FILE",
    help: "the key that must have signed a URL's supergraph: an Ed25519 public key as PEM (default none)",
    path: true,
  },
  "subgraph-host": {
    variable: "SUBGRAPH_HOSTS",
    value: "HOST",
    help: "a subgraph host that the supergraph may name (default all for a file, none for a URL)",
    many: true,
  },
  config: {
    variable: "CONFIG",
    value: "FILE",
    help: "a YAML or JSON file with any of these options, and with settings that have none",
  },
  port: { variable: "PORT", value: "N", help: "the port for clients (default 4000; 0 takes a free one)" },
  host: { variable: "HOST", value: "ADDRESS", help: "the address to listen on (default 127.0.0.1)" },
  "trusted-proxy": {
    variable: "TRUSTED_PROXIES",
    value: "ADDRESS",
    help: "a proxy whose X-Forwarded-For is trusted: an address, a network, loopback, … (default none)",
    many: true,
  },
  "metrics-port": { variable: "METRICS_PORT", value: "N", help: "the port for metrics (default none)" },
  "tls-port": {
    variable: "TLS_PORT",
    value: "N",
    help: "the port for clients over TLS, with HTTP/2 or HTTP/1.1 (default none)",
  },
  "tls-file": {
    variable: "TLS_FILE",
    value: "FILE",
    help: "the certificate and its key as PEM; generated in development if missing",
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
    help: "what /health/ready depends on: gateway, or subgraphs for all of them too (default gateway)",
  },
  timeout: { variable: "TIMEOUT", value: "MS", help: "how long one operation may take (default 10000)" },
  "forward-header": {
    variable: "FORWARD_HEADERS",
    value: "NAME",
    help: "a client header to forward to subgraphs (default none)",
    many: true,
  },
  "jwks-url": {
    variable: "JWKS_URL",
    value: "URL",
    help: "the key set that verifies clients' tokens (default none)",
  },
  "token-issuer": {
    variable: "TOKEN_ISSUER",
    value: "NAME",
    help: `who issues clients' tokens (default ${PEOPLE_ISSUER})`,
  },
  "token-audience": {
    variable: "TOKEN_AUDIENCE",
    value: "NAME",
    help: `the audience that clients' tokens must have (default ${PEOPLE_AUDIENCE})`,
  },
  "revocations-url": {
    variable: "REVOCATIONS_URL",
    value: "NAME=URL",
    help: "a service, and its URL that lists ended sessions (default none)",
  },
  "api-keys-url": {
    variable: "API_KEYS_URL",
    value: "NAME=URL",
    help: "a service, and its URL that verifies API keys (default none: keys are refused)",
  },
  "identity-issuer": {
    variable: "IDENTITY_ISSUER",
    value: "NAME",
    help: "the issuer name by which subgraphs trust this gateway (default gateway)",
  },
  "trusted-documents": {
    variable: "TRUSTED_DOCUMENTS",
    value: "MODE",
    help: "only (nothing runs that is not in the manifest), prefer or off (default off)",
  },
  "trusted-documents-manifest": {
    variable: "TRUSTED_DOCUMENTS_MANIFEST",
    value: "FILE",
    help: "the trusted documents, in GraphQL Code Generator's or Apollo's format (default none)",
    path: true,
  },
  usage: {
    variable: "USAGE",
    value: "FILE",
    help: "a file that counts which client sent which operation, for schema-check (default none)",
    path: true,
  },
  introspection: {
    variable: "INTROSPECTION",
    value: "on|off",
    help: "whether clients may read the schema (default: on in development)",
  },
  "callback-url": {
    variable: "CALLBACK_URL",
    value: "URL",
    help: "the URL at which subgraphs reach this very process, for events by HTTP callback (default none)",
  },
  static: { variable: "STATIC", value: "DIR", help: "a folder of pages to serve (default none)", path: true },
  mount: {
    variable: "MOUNTS",
    value: "PATH=URL",
    help: "a path to proxy to another server (default none)",
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

Options, and the environment variable for each:
${lines.join("\n")}

"..." may be given several times; in the variable, with commas between.
IDENTITY_SIGNING_KEY, a variable only, holds the private Ed25519 JWK with which the gateway signs the caller's identity for
subgraphs (in the header x-threefold-identity), and its own requests to services. Without it subgraphs are not told who the
caller is. PEOPLE_PROVIDER, a variable only, is JSON that names an OpenID Connect provider whose tokens are accepted: its
issuer and jwks (a URL), and optionally typ, algorithms, idClaim and roles.
A supergraph file is watched for changes, and a URL polled by its entity tag. The signature of a URL's supergraph is at the
same URL with ".sig" appended to its path, in base64. A supergraph that cannot be served is refused, and the old one stays.
--config FILE may set any of these options by name, and what does not fit on a command line: http, cors, limits, cost,
documents, subscriptions, override-labels, all-subgraphs and subgraphs, with header rules. The command line overrides the
variables, and these override the file.
In development, clients may read the schema, errors have internal details, a request may inject faults into subgraphs,
and only this machine can connect.
`;
}
