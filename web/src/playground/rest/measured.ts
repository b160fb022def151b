import { accessToken } from "../../session.ts";
import type { Person } from "../../system.ts";
import { COUNTERPARTS, type RestCalls } from "./counterparts/index.ts";

/** One request, as the page saw it. */
export interface Call {
  readonly method: string;
  /** As it was asked for, for example `/rest/cart`. */
  readonly path: string;
  readonly status: number;
  /** Of the answer's body, before compression. */
  readonly bytes: number;
  /** The first calls are of round 1; one that could only be made when another had been answered is of a later round. */
  readonly round: number;
}

/** What both ways took, as far as they came. */
export interface Measured {
  readonly rest: readonly Call[];
  /** Undefined for what should not be done twice. */
  readonly graph: Call | undefined;
  /** Why it went no further. */
  readonly problem: string | undefined;
}

export interface Subject {
  readonly id: string;
  readonly kind: "query" | "mutation" | "subscription";
  /** The document as it is offered. */
  readonly text: string;
}

/**
 * Does over REST what an operation of the collection does, as whoever the page asks as, and counts both ways alike. A query
 * is also sent to the graph; a mutation is done once, over REST.
 */
export async function measure(
  subject: Subject,
  variables: Readonly<Record<string, unknown>>,
  people: readonly Person[],
): Promise<Measured> {
  const rest: Call[] = [];
  let graph: Call | undefined;
  try {
    const token = await accessToken(people);
    const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    await COUNTERPARTS[subject.id]?.(recorded(rest, authorization), variables);
    if (subject.kind === "query") {
      const body = { query: subject.text, variables };
      graph = (await exchange("POST", "/graphql", { headers: authorization, body })).call;
    }
    return { rest: byRound(rest), graph, problem: undefined };
  } catch (error) {
    return { rest: byRound(rest), graph, problem: error instanceof Error ? error.message : String(error) };
  }
}

const byRound = (calls: readonly Call[]) => calls.toSorted((a, b) => a.round - b.round);

/** Calls that are noted as they are answered. */
function recorded(calls: Call[], headers: Readonly<Record<string, string>>, round = 1): RestCalls {
  const ask = async <Body>(method: string, path: string, more: Exchange = {}): Promise<Body> => {
    const { call, text } = await exchange(method, `/rest${path}`, {
      ...more,
      headers: { ...headers, ...more.headers },
    });
    calls.push({ ...call, round });
    if (call.status >= 400) throw new Error(refusal(call, text));
    return JSON.parse(text);
  };
  return {
    get: (path) => ask("GET", path),
    post: (path, body, headers = {}) => ask("POST", path, { body, headers }),
    get next() {
      return recorded(calls, headers, round + 1);
    },
  };
}

interface Exchange {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

async function exchange(method: string, path: string, { headers, body }: Exchange) {
  const response = await fetch(path, {
    method,
    // What is kept from before would cost nothing, and say nothing.
    cache: "no-store",
    headers: {
      accept: "application/json",
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const bytes = new TextEncoder().encode(text).length;
  return { call: { method, path, status: response.status, bytes, round: 1 }, text };
}

function refusal({ method, path, status }: Call, text: string): string {
  if (status === 401 || status === 403) return `${path} answered ${status}: choose who asks above, then ask again.`;
  try {
    const { title } = JSON.parse(text);
    if (typeof title === "string") return `${method} ${path} answered ${status}: ${title}.`;
  } catch {
    // No problem details: something else answers in its place.
  }
  return `${method} ${path} answered ${status}. Is the REST edge running?`;
}
