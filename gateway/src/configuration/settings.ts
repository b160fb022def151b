import type { BudgetStore } from "../operation/budget/index.ts";
import type { OverrideHook } from "../operation/decide-labels.ts";
import type { DocumentsConfiguration, GuardsConfiguration } from "../operation/guards.ts";
import type { HeaderRules } from "../subgraph/header-rules.ts";
import type { GivenSettings, SubgraphsConfiguration } from "../subgraph/settings.ts";
import { ENDING_MS } from "../subscription/sessions.ts";
import { STREAM_DEFAULTS, type StreamSettings } from "../subscription/settings.ts";
import type { HttpConfiguration } from "../transport/graphql.ts";
import type { FileContent, FileSettings } from "./file-schema.ts";
import type { Configuration } from "./read.ts";

/**
 * How subgraphs are asked, by the configuration file.
 * @param forward the headers for all subgraphs, when they were given outside of the file
 */
export function subgraphsConfiguration(
  content: FileContent,
  forward: readonly string[] | undefined,
): SubgraphsConfiguration {
  const { "all-subgraphs": all = {}, subgraphs = {} } = content;
  const headers = all.headers ?? {};
  return {
    headers: {
      all: forward === undefined ? headers : { ...headers, forward },
      bySubgraph: mapValues(subgraphs, (settings): HeaderRules => settings.headers ?? {}),
    },
    all: settingsOf(all),
    bySubgraph: mapValues(subgraphs, settingsOf),
  };
}

function settingsOf({ timeout, retry, circuit, stream, ...rest }: FileSettings): GivenSettings {
  return {
    timeout,
    maxResponseBytes: rest["max-response-bytes"],
    maxConnections: rest["max-connections"],
    shareQueries: rest["share-queries"],
    stream:
      stream &&
      definedOnly({
        protocol: stream.protocol,
        heartbeat: stream.heartbeat,
        url: stream.url,
        identity: stream.identity,
        initialisation: stream.initialisation,
        streamsPerSocket: stream["streams-per-socket"],
      }),
    retry: retry && definedOnly({ times: retry.times, pauseMs: retry["pause-ms"] }),
    circuit:
      circuit &&
      definedOnly({
        failureShare: circuit["failure-share"],
        minRequests: circuit["min-requests"],
        windowMs: circuit["window-ms"],
        openMs: circuit["open-ms"],
      }),
  };
}

/** How requests are taken and answered, by the configuration file. Answers are compressed unless it says otherwise. */
export function httpConfiguration({ http = {}, cors }: FileContent): HttpConfiguration {
  return {
    statusCodes: http["status-codes"],
    compression: http.compression ?? true,
    maxBodyBytes: http["max-body-bytes"],
    maxUrlLength: http["max-url-length"],
    maxBatch: http["max-batch"],
    maxHeaderBytes: http["max-header-bytes"],
    cors: cors && { origins: cors.origins, maxAge: cors["max-age"] },
  };
}

/** How subscriptions are served to clients, by the configuration file. */
export function streamConfiguration({ subscriptions: given = {} }: FileContent): Partial<StreamSettings> {
  return definedOnly({
    maxPerConnection: given["max-per-connection"],
    maxPerUser: given["max-per-user"],
    max: given.max,
    maxConnections: given["max-connections"],
    initTimeout: given["init-timeout"],
    idleTimeout: given["idle-timeout"],
    lifetime: given.lifetime,
    heartbeat: given.heartbeat,
    recheck: given.recheck,
    maxMessageBytes: given["max-message-bytes"],
    slowClients: given["slow-clients"],
    maxQueued: given["max-queued"],
    highWaterBytes: given["high-water-bytes"],
    drain: given.drain,
  });
}

/** How long the process may take to close: as an operation that has just begun, or streams with the last one's end. In milliseconds. */
export function closingTime({ TIMEOUT, file }: Pick<Configuration, "TIMEOUT" | "file">): number {
  const { drain = STREAM_DEFAULTS.drain } = streamConfiguration(file);
  return Math.max(TIMEOUT, drain + ENDING_MS) + 2_000;
}

/**
 * What operations are held to, by the configuration file. Answers say what they cost in development, too.
 * @param documents what is trusted, by the command line
 * @param store where budgets are kept, unless in this process
 */
export function guardsConfiguration(
  { limits = {}, cost = {}, documents: registration = {} }: FileContent,
  documents: Pick<DocumentsConfiguration, "mode" | "manifest">,
  development: boolean,
  store?: BudgetStore,
): GuardsConfiguration {
  const { "root-fields": rootFields, "list-depth": listDepth, ...others } = limits;
  return {
    limits: { ...others, rootFields, listDepth },
    cost: {
      max: cost.max,
      listSize: cost["list-size"],
      perMinute: cost["per-minute"],
      store,
      report: cost.report ?? (development || undefined),
    },
    documents: { ...documents, maxRegisteredBytes: registration["max-registered-bytes"] },
  };
}

/** Which labels of `@override` are on by the configuration file, whoever asks. */
export const overrideHook =
  ({ "override-labels": labels = [] }: FileContent): OverrideHook =>
  () =>
    labels;

/** The URLs that the configuration file gives subgraphs. */
export const subgraphUrls = ({ subgraphs = {} }: FileContent): Record<string, string> =>
  Object.fromEntries(Object.entries(subgraphs).flatMap(([name, { url }]) => (url === undefined ? [] : [[name, url]])));

const mapValues = <Value, Result>(record: Readonly<Record<string, Value>>, map: (value: Value) => Result) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));

function definedOnly<Part extends object>(part: Part): { [Key in keyof Part]?: Exclude<Part[Key], undefined> } {
  const entries = Object.entries(part).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof Part]?: Exclude<Part[Key], undefined> };
}
