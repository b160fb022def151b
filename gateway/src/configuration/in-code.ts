import { check, url } from "@threefold/configuration";
import { z } from "zod";
import type { GuardsConfiguration } from "../operation/guards.ts";
import type { GivenSettings, GivenSubgraphs } from "../subgraph/settings.ts";
import type { StreamSettings } from "../subscription/settings.ts";
import type { HttpConfiguration } from "../transport/graphql.ts";
import type { Mount } from "../transport/mounts.ts";
import { OPERATION_MS, whole } from "./bounds.ts";
import { fileSchema } from "./file-schema.ts";
import { MOUNT_PATH, MOUNT_PATHS } from "./mount-path.ts";

/** What code says that a configuration file can say too. Header rules are looked at where they are compiled. */
export interface OptionsInCode {
  readonly timeout?: number | undefined;
  readonly guards?: GuardsConfiguration | undefined;
  readonly subgraphs?: Omit<GivenSubgraphs, "headers"> | undefined;
  /** By the subgraphs' names. */
  readonly urls?: Readonly<Record<string, string>> | undefined;
  readonly hosts?: readonly string[] | undefined;
  readonly http?: HttpConfiguration | undefined;
  readonly streams?: Partial<StreamSettings> | undefined;
  readonly callbackUrl?: string | undefined;
  readonly mounts?: readonly Mount[] | undefined;
}

/** How code names what does not go by the same name in both of its options. */
export interface PlacesInCode {
  readonly urls: string;
  readonly hosts: string;
}

const { shape } = fileSchema;
const address = url("http:", "https:");
const timeoutShape = whole(...OPERATION_MS).optional();
const hostsShape = z.array(z.string().min(1, { error: "a host" }), { error: "a list of hosts" }).optional();
const mountsShape = z
  .array(z.object({ path: z.string().regex(MOUNT_PATH, { error: `a path, ${MOUNT_PATHS}` }), url: address }))
  .optional();

/**
 * Holds what code says to what a configuration file may say in its place.
 * @throws TypeError naming each option that is wrong, its value and what is allowed, in one line
 */
export function checkOptions(options: OptionsInCode, places: PlacesInCode): void {
  const { timeout, guards = {}, subgraphs = {}, urls, hosts, streams, callbackUrl, mounts } = options;
  const { cors, ...http } = options.http ?? {};
  const { store: _, ...cost } = guards.cost ?? {};
  const { maxRegisteredBytes } = guards.documents ?? {};
  const problems = [
    ...wrong(timeout, timeoutShape, () => "timeout"),
    ...wrong(guards.limits, shape.limits, under("guards.limits")),
    ...wrong(cost, shape.cost, under("guards.cost")),
    ...wrong({ maxRegisteredBytes }, shape.documents, under("guards.documents")),
    ...wrong(subgraphs.all, shape["all-subgraphs"], under("subgraphs.all")),
    ...wrongByName(subgraphs.bySubgraph, "subgraphs.bySubgraph", asInFile),
    ...wrongByName(urls, places.urls, (url) => ({ url })),
    ...wrong(hosts, hostsShape, under(places.hosts)),
    ...wrong(http, shape.http, under("http")),
    ...wrong(cors, shape.cors, under("http.cors")),
    ...wrong(streams, shape.subscriptions, under("streams")),
    ...wrong(callbackUrl, address.optional(), () => "callbackUrl"),
    ...wrong(mounts, mountsShape, under("mounts")),
  ];
  if (problems.length > 0) throw new TypeError(problems.join("; "));
}

function wrong(value: unknown, schema: z.ZodType, nameOf: NameOf): readonly string[] {
  const checked = check(asInFile(value), schema, nameOf);
  return checked.ok ? [] : checked.problems;
}

/** What is wrong with what is given by a subgraph's name: with settings, or with a URL alone. */
function wrongByName<Given extends GivenSettings | string>(
  given: Readonly<Record<string, Given>> = {},
  place: string,
  settingsOf: (given: Given) => unknown,
): readonly string[] {
  const settings = Object.fromEntries(Object.entries(given).map(([name, one]) => [name, settingsOf(one)]));
  const checked = check(settings, shape.subgraphs, ([name = "", ...keys]) => {
    const own = name === "" ? `${place}[""]` : `${place}.${String(name)}`;
    return keys[0] === "url" ? own : under(own)(keys);
  });
  return checked.ok ? [] : checked.problems;
}

type NameOf = (keys: readonly PropertyKey[]) => string;

const under =
  (place: string): NameOf =>
  (keys) =>
    [place, ...keys.map((key) => inCode(String(key)))].join(".");

const inCode = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const inFile = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The same with the names that it has in a file. */
function asInFile(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [inFile(name), asInFile(inner)]));
}
