import { check } from "@threefold/configuration";
import { CIRCUIT_DEFAULTS, RETRY_DEFAULTS } from "@threefold/upstream";
import { z } from "zod";
import type { CostConfiguration, DocumentsConfiguration, GuardsConfiguration } from "../operation/guards.ts";
import { DEFAULT_LIMITS } from "../operation/limits/index.ts";
import type { HeaderRules } from "../subgraph/header-rules.ts";
import type { SubgraphHooks } from "../subgraph/hooks.ts";
import type { GivenSettings, GivenSubgraphs } from "../subgraph/settings.ts";
import { UPSTREAM_DEFAULTS } from "../subscription/settings.ts";
import { object } from "./file-schema.ts";

// What kind of thing each option in code is. A name or a kind that is mistaken would else do nothing, or the opposite of what
// was meant: "off" is as good as true, and a misspelt mode of trusted documents lets everything run.

type Kinds<Options> = { readonly [Name in keyof Options]-?: z.ZodType };

const lacks = (value: unknown, ...methods: readonly string[]): boolean =>
  typeof value !== "object" ||
  value === null ||
  methods.some((name) => !(name in value) || typeof value[name as keyof typeof value] !== "function");

/** A kind that is told by its methods. */
export const having = (error: string, ...methods: readonly string[]) =>
  z.custom((value) => !lacks(value, ...methods), { error }).optional();

export const someFunction = z.custom((value) => typeof value === "function", { error: "a function" }).optional();
export const trueOrFalse = z.boolean({ error: "true or false" }).optional();
export const urlsByName = z
  .record(z.string(), z.string({ error: "a URL" }), { error: "URLs by the subgraphs' names" })
  .optional();

/** Held to its bounds, or to its form, elsewhere. */
export const elsewhere = z.unknown().optional();

const texts = z.array(z.string({ error: "a header's name" }), { error: "a list of header names" }).optional();
const headerRules = object({
  forward: texts,
  set: z.record(z.string(), z.string({ error: "text" }), { error: "values by header name" }).optional(),
  remove: texts,
} satisfies Kinds<HeaderRules>);

/** An object with some of the settings that these defaults are of. */
const someOf = (defaults: object) =>
  object(Object.fromEntries(Object.keys(defaults).map((name) => [name, elsewhere] as const)));

const settings = object({
  timeout: elsewhere,
  maxResponseBytes: elsewhere,
  maxConnections: elsewhere,
  retry: someOf(RETRY_DEFAULTS).optional(),
  shareQueries: trueOrFalse,
  circuit: z.union([z.literal(false), someOf(CIRCUIT_DEFAULTS)], { error: "an object, or false" }).optional(),
  stream: someOf(UPSTREAM_DEFAULTS).optional(),
} satisfies Kinds<GivenSettings>);

const cost = object({
  max: elsewhere,
  listSize: elsewhere,
  perMinute: elsewhere,
  store: having("an object with take and shift", "take", "shift"),
  report: trueOrFalse,
} satisfies Kinds<CostConfiguration>).refine((given) => given.store === undefined || given.perMinute !== undefined, {
  path: ["store"],
  error: "perMinute beside it: without it there are no budgets to keep",
});

const documents = object({
  mode: z.enum(["only", "prefer", "off"], { error: "only, prefer or off" }).optional(),
  manifest: having("a manifest, which readManifest and parseManifest make", "byId", "byHash"),
  maxRegisteredBytes: elsewhere,
} satisfies Kinds<DocumentsConfiguration>).check(({ value, issues }) => {
  if (value.mode !== "only" || value.manifest !== undefined) return;
  const message = "a manifest, since nothing else may run (mode)";
  issues.push({ code: "custom", path: ["manifest"], input: undefined, message });
});

/** Of the options that a gateway in code and a server in code have both. */
export const COMMON_KINDS = {
  identity: having("an object with identify", "identify"),
  introspection: trueOrFalse,
  logger: z
    .custom((value) => !lacks(value, "child", "info", "warn", "error") && "levels" in Object(value), {
      error: "a logger of pino's",
    })
    .optional(),
  metrics: z
    .custom((value) => !lacks(value) && !lacks(Object(value).registry, "metrics"), {
      error: "what createMetrics makes",
    })
    .optional(),
  hooks: object({
    onSubgraphRequest: someFunction,
    onSubgraphResponse: someFunction,
  } satisfies Kinds<SubgraphHooks>).optional(),
  guards: object({
    limits: someOf(DEFAULT_LIMITS).optional(),
    cost: cost.optional(),
    documents: documents.optional(),
    policies: someFunction,
  } satisfies Kinds<GuardsConfiguration>).optional(),
  subgraphs: object({
    headers: object({
      all: headerRules.optional(),
      bySubgraph: z.record(z.string(), headerRules, { error: "rules by the subgraphs' names" }).optional(),
    }).optional(),
    all: settings.optional(),
    bySubgraph: z.record(z.string(), settings, { error: "settings by the subgraphs' names" }).optional(),
  } satisfies Kinds<GivenSubgraphs>).optional(),
} as const;

/** Of a server's options, whose other names are its types' to tell. */
export const SERVER_KINDS = z.object({
  ...COMMON_KINDS,
  watch: trueOrFalse,
  detailedErrors: trueOrFalse,
  faults: trueOrFalse,
});

/** Whose values may be secret, or are no text. */
const NOT_SHOWN = ["set", "identity", "logger", "metrics", "store", "manifest", "supergraph"];

/**
 * Looks at the names of options in code and at what kind of thing each is.
 * @throws TypeError naming each that is wrong and what is expected, in one line
 */
export function checkKinds(options: unknown, kinds: z.ZodType): void {
  const nameOf = (keys: readonly PropertyKey[]) => (keys.length === 0 ? "options" : keys.map(String).join("."));
  const checked = check(options, kinds, nameOf, NOT_SHOWN);
  if (!checked.ok) throw new TypeError(checked.problems.join("; "));
}
