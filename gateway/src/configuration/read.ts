import { statSync } from "node:fs";
import { resolve } from "node:path";
import { ConfigurationError, flag, integer, list, mode, port, readConfiguration, url } from "@threefold/configuration";
import { PEOPLE_AUDIENCE, PEOPLE_ISSUER, peopleProviderVariable, signingKeyVariable } from "@threefold/identity";
import { z } from "zod";
import { ENGINES } from "../engine/engines.ts";
import { isForwardable } from "../subgraph/header-rules.ts";
import { readArguments } from "./arguments.ts";
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

/** Nothing is mounted where the gateway itself answers, nor at `/metrics`: clients never reach measurements. */
const MOUNT_PATH = /^\/(?!(?:graphql|health|supergraph|faults|metrics)(?:\/|$))[\w./-]*[\w-]$/;

const isMetrics = (target: string) => /\/metrics\/?$/.test(new URL(target).pathname);
const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
const isLoopback = (host: string) => /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/.test(host);

const schema = z.object({
  SUPERGRAPH: z.string({ error: "a supergraph's file" }),
  PORT: port.default(4000),
  HOST: z.string().default("127.0.0.1"),
  METRICS_PORT: port.optional(),
  MODE: mode,
  ENGINE: z.enum(ENGINES).default("threefold"),
  SUBGRAPH_URLS: pairs(SERVICE, "NAME=URL, the URL starting with http:// or https://").default([]),
  TIMEOUT: integer(1, 600_000).default(10_000),
  FORWARD_HEADERS: list
    .transform((names) => names.map((name) => name.toLowerCase()))
    .refine((names) => names.every(isForwardable), { error: "headers that a client may set for a subgraph" })
    .default([]),
  JWKS_URL: url("http:", "https:").optional(),
  TOKEN_ISSUER: z.string().default(PEOPLE_ISSUER),
  TOKEN_AUDIENCE: z.string().default(PEOPLE_AUDIENCE),
  PEOPLE_PROVIDER: peopleProviderVariable.optional(),
  REVOCATIONS_URL: service.optional(),
  API_KEYS_URL: service.optional(),
  IDENTITY_ISSUER: z.string().default("gateway"),
  IDENTITY_SIGNING_KEY: signingKeyVariable.optional(),
  INTROSPECTION: flag.optional(),
  STATIC: z
    .string()
    .transform((path) => resolve(path))
    .refine(isFolder, { error: "a folder" })
    .optional(),
  MOUNTS: pairs(MOUNT_PATH, "PATH=URL, the path none of /graphql, /health, /supergraph, /faults and /metrics")
    .refine((mounts) => !mounts.some(([, target]) => isMetrics(target)), {
      error: "anything but measurements, which clients never reach",
    })
    .default([]),
  LOG_LEVEL: z.enum(["error", "warn", "info", "debug", "silent"]).default("info"),
});

export type Configuration = z.output<typeof schema>;

/**
 * Reads the command line and, where it says nothing, the environment.
 * @throws StartError for an option that is unknown, ConfigurationError with a line for each wrong value
 */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const given = readArguments(args);
  const byVariable = Array.from(given, ([name, value]) => [OPTIONS[name].variable, value] as const);
  try {
    return allowed(readConfiguration(schema, { ...environment, ...Object.fromEntries(byVariable) }));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new ConfigurationError(error.problems.map((problem) => namedAsGiven(problem, given)));
  }
}

const NEED_A_KEY = ["JWKS_URL", "PEOPLE_PROVIDER", "REVOCATIONS_URL", "API_KEYS_URL"] as const;

function allowed(configuration: Configuration): Configuration {
  const { MODE, HOST, IDENTITY_SIGNING_KEY } = configuration;
  if (MODE === "development" && !isLoopback(HOST)) {
    throw new ConfigurationError([`HOST is wrong: expected 127.0.0.1 in development, not ${JSON.stringify(HOST)}`]);
  }
  const needing = NEED_A_KEY.find((name) => configuration[name] !== undefined);
  if (needing !== undefined && IDENTITY_SIGNING_KEY === undefined) {
    throw new ConfigurationError([`IDENTITY_SIGNING_KEY is not set: ${needing} needs it, to tell subgraphs who asks`]);
  }
  return configuration;
}

/** A value from the command line is complained of by its option, one that is missing by both of its names. */
function namedAsGiven(problem: string, given: ReadonlyMap<OptionName, string>): string {
  const names = Object.keys(OPTIONS) as OptionName[];
  const name = names.find((candidate) => problem.startsWith(`${OPTIONS[candidate].variable} `));
  if (name === undefined) return problem;
  const { variable } = OPTIONS[name];
  if (given.has(name)) return `--${name}${problem.slice(variable.length)}`;
  return problem.includes("is not set") ? `--${name} or ${problem}` : problem;
}
