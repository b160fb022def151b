import { FailedAnswer } from "../../client/transcript.ts";
import type { Api } from "../../screen.ts";
import { hole, MISSING } from "./hole.ts";

/**
 * The same way to both APIs for a client that lets each part fail, as the APIs say which did: a request that failed is a hole; so is
 * a null for which a graph has an error, a member that a view (R3) names as missing, and a resource that JSON:API links and
 * did not include.
 */
export function tolerant(api: Api): Api {
  const part = (asked: Promise<unknown>, came: (body: unknown) => unknown, failed: (text: string) => unknown) =>
    asked.then(came, (error: unknown) => {
      if (error instanceof FailedAnswer) return failed(error.text);
      throw error;
    });
  const graph = (asked: Promise<unknown>) => part(asked, (data) => data, ofGraph);
  return {
    ...api,
    aside: () => tolerant(api.aside()),
    get: async (path) => {
      // What is to be asked for is not known.
      if (path.includes(MISSING)) return hole;
      return part(api.get(path), ofRest, () => hole);
    },
    lines: (path) => part(api.lines(path), ofRest, () => hole),
    query: (...operation) => graph(api.query(...operation)),
    trusted: (...operation) => graph(api.trusted(...operation)),
    trustedInParts: (...operation) => graph(api.trustedInParts(...operation)),
  };
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;

interface Failed {
  readonly data?: Json | null;
  readonly errors?: readonly { readonly path?: (string | number)[] }[];
  /** Where a deferred part could not be had. */
  readonly lost?: readonly (readonly string[])[];
}

/** Data in which every null that an error explains is a hole. An error without a path is of whole fields of the operation. */
function ofGraph(text: string): unknown {
  const { data, errors = [], lost = [] } = JSON.parse(text) as Failed;
  if (!isObject(data)) return hole;
  const paths = errors.flatMap(({ path }) => (path ? [path] : Object.keys(data).map((field) => [field])));
  for (const path of paths) {
    let inside: Json = data;
    for (const key of path) {
      const value = inside[key];
      if (value === null) inside[key] = hole;
      if (!isObject(value)) break;
      inside = value;
    }
  }
  return lost.reduce(withHoles, data);
}

/** What of a part that could not be had is read at its place is a hole: which fields those are, the client's own document says. */
function withHoles(value: Json, [key, ...rest]: readonly string[]): Json {
  if (key === undefined) return new Proxy(value, { get: (object, name) => Reflect.get(object, name) ?? hole });
  const inside = value[key];
  return isObject(inside) ? Object.assign(value, { [key]: withHoles(inside, rest) }) : value;
}

function ofRest(body: unknown): unknown {
  if (!isObject(body)) return body;
  const { missing, included } = body as {
    missing?: { part: string }[];
    included?: { type: string; id: string }[];
  };
  if (missing) nullsToHoles(body, new Set(missing.flatMap(({ part }) => part.split(", "))));
  return included ? { ...body, included: [...included, ...linkedFrom(body).map(absent)] } : body;
}

function nullsToHoles(value: Json, parts: ReadonlySet<string>): void {
  for (const [key, inside] of Object.entries(value)) {
    if (inside === null && parts.has(key)) value[key] = hole;
    else if (isObject(inside)) nullsToHoles(inside, parts);
  }
}

interface Link {
  readonly type: string;
  readonly id: string;
}
/** Found only where nothing that was included has its name. */
const absent = ({ type, id }: Link) => ({ type, id, attributes: hole, relationships: hole });

/** All that a JSON:API document names by type and id. */
function linkedFrom(value: unknown): Link[] {
  if (!isObject(value)) return [];
  const { type, id } = value;
  const link = typeof type === "string" && typeof id === "string" ? [{ type, id }] : [];
  return [...link, ...Object.values(value).flatMap(linkedFrom)];
}
