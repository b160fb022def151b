import { hasCredentials, InvalidSupergraphError, readSupergraph, type Supergraph } from "@threefold/federation";

/** Where supergraphs come from, one after the other. */
export interface SupergraphSource {
  /** As messages name it. */
  readonly name: string;
  /** Whether it comes from elsewhere: it then may name no hosts of subgraphs but those that are allowed. */
  readonly isRemote?: boolean | undefined;
  /**
   * The newest supergraph's SDL; undefined when it is the one that was read last.
   * @param closing aborted when nobody waits for it any more
   * @throws InvalidSupergraphError saying in one line why there is none
   */
  read(closing?: AbortSignal): Promise<string | undefined>;
  /** What was read last was not served: the next read is of the whole, also when it is the same. */
  forget?(): void;
  /** Calls `changed`, one call after the other, whenever there may be another supergraph, until the signal ends it. */
  follow(changed: () => Promise<void>, signal: AbortSignal): Promise<void>;
}

/** Where a supergraph's subgraphs run. */
export interface SubgraphPlaces {
  /** URLs in the place of the supergraph's own, by the subgraphs' names. */
  readonly urls: Readonly<Record<string, string>>;
  /**
   * The hosts, with a port or without, that a supergraph may name: it decides where identities are sent. Undefined
   * allows none to one that comes from elsewhere, and all to others. URLs that are given stand above it.
   */
  readonly hosts?: readonly string[] | undefined;
}

/**
 * Reads a supergraph that can be served: valid, and with an allowed URL for each subgraph.
 * @returns undefined when it is the one that was read last
 * @throws InvalidSupergraphError naming the source and what is wrong, in one line
 */
export async function loadSupergraph(
  source: SupergraphSource,
  places: SubgraphPlaces,
  closing?: AbortSignal,
): Promise<Supergraph | undefined> {
  const sdl = await source.read(closing);
  if (sdl === undefined) return undefined;
  const supergraph = parse(source.name, sdl);
  const names = supergraph.subgraphs.map(({ name }) => name);
  const unknown = Object.keys(places.urls).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new InvalidSupergraphError(
      `${source.name} has no subgraph ${JSON.stringify(unknown)}, only ${names.join(", ")}`,
    );
  }
  const hosts = places.hosts ?? (source.isRemote ? [] : undefined);
  const subgraphs = supergraph.subgraphs.map(({ name, url }) => {
    const given = places.urls[name];
    if (given !== undefined && hasCredentials(given)) {
      throw new InvalidSupergraphError(`the URL that is given for the subgraph ${name} has ${CREDENTIALS}`);
    }
    const wrong = given === undefined ? wrongPlace(name, url, hosts) : undefined;
    if (wrong !== undefined) throw new InvalidSupergraphError(`${source.name} has for the subgraph ${name} ${wrong}`);
    return { name, url: given ?? url };
  });
  return { ...supergraph, subgraphs };
}

/** Which requests would not carry. */
const CREDENTIALS = "credentials: take them out, and let a header rule of that subgraph send them (set)";

function wrongPlace(name: string, url: string, hosts: readonly string[] | undefined): string | undefined {
  const give = `give one by --subgraph-url ${name}=URL, or subgraphUrls in code`;
  if (url === "") return `no URL; ${give}`;
  if (hasCredentials(url)) return `a URL with ${CREDENTIALS}`;
  const place = URL.parse(url);
  if (place === null || !/^https?:$/.test(place.protocol)) {
    // What is no URL may have been meant to hold credentials.
    return `a URL that is none${url.includes("@") ? "" : `: ${JSON.stringify(url)}`}; ${give}`;
  }
  if (hosts === undefined || hosts.includes(place.hostname) || hosts.includes(place.host)) return undefined;
  return `the host ${place.host}, which is not allowed; allow it by --subgraph-host ${place.host}, or subgraphHosts in code`;
}

function parse(name: string, sdl: string): Supergraph {
  try {
    return readSupergraph(sdl);
  } catch (error) {
    if (!(error instanceof InvalidSupergraphError)) throw error;
    throw new InvalidSupergraphError(`${name}: ${error.message}`, { cause: error });
  }
}
