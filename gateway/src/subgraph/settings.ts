import { CIRCUIT_DEFAULTS, type CircuitOptions, RETRY_DEFAULTS, type RetryOptions } from "@threefold/upstream";
import { UPSTREAM_DEFAULTS, type UpstreamSettings } from "../subscription/settings.ts";
import type { HeaderRuleSet } from "./header-rules.ts";

/** How one subgraph is asked. */
export interface SubgraphSettings {
  /** Milliseconds that one attempt may take, where that is less than what the operation has left. */
  readonly timeout?: number | undefined;
  /** Bytes that the body of an answer may have. */
  readonly maxResponseBytes: number;
  readonly maxConnections: number;
  readonly retry: RetryOptions;
  /**
   * Whether one request is sent for all operations that wait for the same query at the same time, in the name of the same
   * people. Safe where the answer depends on nothing but what is sent.
   */
  readonly shareQueries: boolean;
  /** Off with `undefined`. */
  readonly circuit: CircuitOptions | undefined;
  /** How its events are had. */
  readonly stream: UpstreamSettings;
}

/** Settings as they are given: what is left out is as it is for all, or by default. */
export interface GivenSettings {
  readonly timeout?: number | undefined;
  readonly maxResponseBytes?: number | undefined;
  readonly maxConnections?: number | undefined;
  readonly retry?: Partial<RetryOptions> | undefined;
  readonly shareQueries?: boolean | undefined;
  readonly circuit?: Partial<CircuitOptions> | false | undefined;
  readonly stream?: Partial<UpstreamSettings> | undefined;
}

/** What is configured for all subgraphs and for some by name. */
export interface SubgraphsConfiguration {
  readonly headers: HeaderRuleSet;
  readonly all: GivenSettings;
  readonly bySubgraph: Readonly<Record<string, GivenSettings>>;
}

export const NOTHING_CONFIGURED: SubgraphsConfiguration = {
  headers: { all: {}, bySubgraph: {} },
  all: {},
  bySubgraph: {},
};

/** The same as it is given in code: everything may be left out. */
export interface GivenSubgraphs {
  readonly headers?: { readonly [Part in keyof HeaderRuleSet]?: HeaderRuleSet[Part] | undefined } | undefined;
  readonly all?: GivenSettings | undefined;
  readonly bySubgraph?: Readonly<Record<string, GivenSettings>> | undefined;
}

export const readSubgraphs = ({ headers, all, bySubgraph }: GivenSubgraphs = {}): SubgraphsConfiguration => ({
  headers: { all: headers?.all ?? {}, bySubgraph: headers?.bySubgraph ?? {} },
  all: all ?? {},
  bySubgraph: bySubgraph ?? {},
});

export function settingsFor(name: string, { all, bySubgraph }: SubgraphsConfiguration): SubgraphSettings {
  const own = bySubgraph[name] ?? {};
  const circuit = own.circuit ?? all.circuit;
  return {
    timeout: own.timeout ?? all.timeout,
    maxResponseBytes: own.maxResponseBytes ?? all.maxResponseBytes ?? 32 * 1024 * 1024,
    maxConnections: own.maxConnections ?? all.maxConnections ?? 128,
    shareQueries: own.shareQueries ?? all.shareQueries ?? false,
    stream: { ...UPSTREAM_DEFAULTS, ...defined(all.stream), ...defined(own.stream) },
    retry: { ...RETRY_DEFAULTS, ...defined(all.retry), ...defined(own.retry) },
    circuit:
      circuit === false
        ? undefined
        : { ...CIRCUIT_DEFAULTS, ...defined(all.circuit || undefined), ...defined(own.circuit || undefined) },
  };
}

/** The subgraphs that something is configured for by name. */
export const namedSubgraphs = ({ headers, bySubgraph }: SubgraphsConfiguration): ReadonlySet<string> =>
  new Set([...Object.keys(bySubgraph), ...Object.keys(headers.bySubgraph)]);

/** Bytes that an answer may have, of whichever subgraph. */
export const largestResponse = (configuration: SubgraphsConfiguration): number =>
  Math.max(
    ...["", ...Object.keys(configuration.bySubgraph)].map((name) => settingsFor(name, configuration).maxResponseBytes),
  );

/** Without what was left open, which would hide a default. */
function defined<Part extends object>(part: Part | undefined): { [Key in keyof Part]?: Exclude<Part[Key], undefined> } {
  const entries = Object.entries(part ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Part]?: Exclude<Part[Key], undefined> };
}
