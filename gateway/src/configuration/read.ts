import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigurationError, flag, integer, list, mode, port, readConfiguration, url } from "@threefold/configuration";
import { hasCredentials } from "@threefold/federation";
import { isProxies } from "@threefold/http-server";
import { PEOPLE_AUDIENCE, PEOPLE_ISSUER, peopleProviderVariable, signingKeyVariable } from "@threefold/identity";
import { z } from "zod";
import { ENGINES } from "../engine/engines.ts";
import { isForwardable } from "../subgraph/header-rules.ts";
import { readPublicKey } from "../supergraph/trust.ts";
import { isSafeUrl, isUrl } from "../supergraph/url.ts";
import { readArguments } from "./arguments.ts";
import { OPERATION_MS, SUPERGRAPH_INTERVAL_MS } from "./bounds.ts";
import { type ConfigurationFile, readConfigurationFile } from "./file.ts";
import { type FileContent, NO_CREDENTIALS } from "./file-schema.ts";
import { MOUNT_PATH, MOUNT_PATHS } from "./mount-path.ts";
import { OPTIONS, type OptionName } from "./options.ts";

/** `KEY=URL` pairs with commas between. */
const pairs = (key: RegExp, expected: string) =>
  list.transform((entries, context) => {
    const found = entries.map((entry) => entry.split(/=(.*)/s, 2) as [string, string?]);
    const good = found.flatMap(([name, target]) =>
      key.test(name) && target !== undefined && url("http:", "https:").safeParse(target).success
        ? [[name, target] as const]
        : [],
    );
    if (good.length === found.length) return good;
    context.addIssue({ code: "custom", message: expected });
    return z.NEVER;
  });

const SERVICE = /^[\w-]+$/;

/** One service, by the name that it goes by and an address of its. */
const service = pairs(SERVICE, "NAME=URL, the URL starting with http:// or https://").transform(
  ([first, ...more], context) => {
    if (first && more.length === 0) return first;
    context.addIssue({ code: "custom", message: "one NAME=URL" });
    return z.NEVER;
  },
);

const isMetrics = (target: string) => /\/metrics\/?$/.test(new URL(target).pathname);
const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
const isLoopback = (host: string) => /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/.test(host);

function publicKeyIn(path: string) {
  try {
    return readPublicKey(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

const schema = z.object({
  SUPERGRAPH: z
    .string()
    .refine((text) => !isUrl(text) || isSafeUrl(text), { error: "a file, or a URL: https, or http on this machine" })
    .optional(),
  COMPOSE: z.string().optional(),
  SUPERGRAPH_INTERVAL: integer(...SUPERGRAPH_INTERVAL_MS).optional(),
  SUPERGRAPH_DIGEST: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, { error: "sha256: and 64 hexadecimal digits" })
    .transform((text) => text.slice("sha256:".length))
    .optional(),
  SUPERGRAPH_KEY_FILE: z
    .string()
    .transform((path, context) => {
      const key = publicKeyIn(path);
      if (key !== undefined) return key;
      context.addIssue({ code: "custom", message: "a file with an Ed25519 public key as PEM" });
      return z.NEVER;
    })
    .optional(),
  SUBGRAPH_HOSTS: list.optional(),
  CONFIG: z.string().optional(),
  PORT: port.default(4000),
  HOST: z.string().default("127.0.0.1"),
  TRUSTED_PROXIES: list
    .refine((names) => names.every(isProxies), {
      error: "addresses or networks of proxies, or loopback, linklocal or uniquelocal",
    })
    .default([]),
  METRICS_PORT: port.optional(),
  TLS_PORT: port.optional(),
  TLS_FILE: z.string().optional(),
  MODE: mode,
  ENGINE: z.enum(ENGINES).default("threefold"),
  SUBGRAPH_URLS: pairs(SERVICE, "NAME=URL, the URL starting with http:// or https://")
    .refine((given) => !given.some(([, target]) => hasCredentials(target)), { error: NO_CREDENTIALS })
    .default([]),
  READINESS: z.enum(["gateway", "subgraphs"]).default("gateway"),
  TIMEOUT: integer(...OPERATION_MS).default(10_000),
  FORWARD_HEADERS: list
    .transform((names) => names.map((name) => name.toLowerCase()))
    .refine((names) => names.every(isForwardable), { error: "headers that a client may set for a subgraph" })
    .optional(),
  JWKS_URL: url("http:", "https:").optional(),
  TOKEN_ISSUER: z.string().default(PEOPLE_ISSUER),
  TOKEN_AUDIENCE: z.string().default(PEOPLE_AUDIENCE),
  PEOPLE_PROVIDER: peopleProviderVariable.optional(),
  REVOCATIONS_URL: service.optional(),
  API_KEYS_URL: service.optional(),
  IDENTITY_ISSUER: z.string().default("gateway"),
  IDENTITY_SIGNING_KEY: signingKeyVariable.optional(),
  INTROSPECTION: flag.optional(),
  TRUSTED_DOCUMENTS: z.enum(["only", "prefer", "off"], { error: "one of only, prefer, off" }).default("off"),
  TRUSTED_DOCUMENTS_MANIFEST: z.string().optional(),
  USAGE: z.string().optional(),
  CALLBACK_URL: url("http:", "https:").optional(),
  STATIC: z
    .string()
    .transform((path) => resolve(path))
    .refine(isFolder, { error: "a folder" })
    .optional(),
  MOUNTS: pairs(MOUNT_PATH, `PATH=URL, the path ${MOUNT_PATHS}`)
    .refine((mounts) => !mounts.some(([, target]) => isMetrics(target)), {
      error: "anything but measurements, which clients never reach",
    })
    .default([]),
  LOG_LEVEL: z.enum(["error", "warn", "info", "debug", "silent"]).default("info"),
});

/** What was configured by whatever way. */
export interface Configuration extends z.output<typeof schema> {
  /** What only a file can say. */
  readonly file: FileContent;
}

/**
 * Reads the command line and, where it says nothing, the environment, and then the configuration file.
 * @throws StartError for an option that is unknown, ConfigurationError with a line for each wrong value
 */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const given = readArguments(args);
  const byVariable = Array.from(given, ([name, value]) => [OPTIONS[name].variable, value] as const);
  const outside = { ...filled(environment), ...Object.fromEntries(byVariable) };
  const path = outside["CONFIG"];
  const file = path === undefined ? undefined : readConfigurationFile(resolve(path));
  try {
    const read = readConfiguration(schema, { ...file?.variables, ...outside });
    return allowed({ ...read, file: file?.content ?? {} });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(error.problems.map((problem) => named(problem, given, outside, file)));
  }
}

/** A variable that is empty counts as absent. */
const filled = (environment: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : [])));

const NEED_A_KEY = ["JWKS_URL", "PEOPLE_PROVIDER", "REVOCATIONS_URL", "API_KEYS_URL"] as const;

function allowed(configuration: Configuration): Configuration {
  const { MODE, HOST, ENGINE, IDENTITY_SIGNING_KEY, SUPERGRAPH, COMPOSE } = configuration;
  const { TRUSTED_DOCUMENTS, TRUSTED_DOCUMENTS_MANIFEST } = configuration;
  const problem = (text: string) => new ConfigurationError([text]);
  if (MODE === "development" && !isLoopback(HOST)) {
    throw problem(`HOST is wrong: expected 127.0.0.1 in development, not ${JSON.stringify(HOST)}`);
  }
  const needing = NEED_A_KEY.find((name) => configuration[name] !== undefined);
  if (needing !== undefined && IDENTITY_SIGNING_KEY === undefined) {
    throw problem(`IDENTITY_SIGNING_KEY is not set: ${needing} needs it, to tell subgraphs who asks`);
  }
  if (COMPOSE !== undefined && SUPERGRAPH !== undefined) {
    throw problem(`COMPOSE is wrong: expected nothing beside a supergraph, not ${JSON.stringify(COMPOSE)}`);
  }
  if (COMPOSE !== undefined && MODE !== "development") {
    throw problem(`COMPOSE is wrong: expected nothing but in development, not ${JSON.stringify(COMPOSE)}`);
  }
  if (MODE !== "development" && ENGINE === "apollo") {
    throw problem('ENGINE is wrong: expected "threefold" but in development, not "apollo": it guards no fields');
  }
  if ((TRUSTED_DOCUMENTS === "off") !== (TRUSTED_DOCUMENTS_MANIFEST === undefined)) {
    throw problem(
      TRUSTED_DOCUMENTS === "off"
        ? "TRUSTED_DOCUMENTS_MANIFEST is wrong: expected nothing unless documents are trusted, not its value"
        : `TRUSTED_DOCUMENTS_MANIFEST is not set: expected a file, since trusted documents are ${TRUSTED_DOCUMENTS}`,
    );
  }
  if (COMPOSE === undefined && SUPERGRAPH === undefined) {
    throw problem("SUPERGRAPH is not set: expected a supergraph's file or URL");
  }
  const callingBack = callbackSetting(configuration.file);
  if (callingBack !== undefined && configuration.CALLBACK_URL === undefined) {
    throw problem(`CALLBACK_URL is not set: ${callingBack} needs it, where events arrive`);
  }
  for (const name of ["SUPERGRAPH_DIGEST", "SUPERGRAPH_KEY_FILE"] as const) {
    if (configuration[name] !== undefined && !isUrl(SUPERGRAPH ?? "")) {
      throw problem(`${name} is wrong: expected nothing unless the supergraph comes from a URL, not its value`);
    }
  }
  return configuration;
}

/** The first setting by which a subgraph sends its events by callbacks, as the file names it. */
function callbackSetting({ "all-subgraphs": all, subgraphs = {} }: FileContent): string | undefined {
  if (all?.stream?.protocol === "callback") return "all-subgraphs.stream.protocol";
  const found = Object.keys(subgraphs).find((name) => subgraphs[name]?.stream?.protocol === "callback");
  return found && `subgraphs.${found}.stream.protocol`;
}

/** A value is complained of by the name that it was given by, one that is missing by both of its names. */
function named(
  problem: string,
  given: ReadonlyMap<OptionName, string>,
  outside: Readonly<Record<string, string>>,
  file: ConfigurationFile | undefined,
): string {
  const names = Object.keys(OPTIONS) as OptionName[];
  const name = names.find((candidate) => problem.startsWith(`${OPTIONS[candidate].variable} `));
  if (name === undefined) return problem;
  const { variable } = OPTIONS[name];
  const rest = problem.slice(variable.length);
  if (given.has(name)) return `--${name}${rest}`;
  if (outside[variable] === undefined && file?.variables[variable] !== undefined) return `${file.name}: ${name}${rest}`;
  return rest.startsWith(" is not set") ? `--${name} or ${problem}` : problem;
}
