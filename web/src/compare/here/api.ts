import { type Api, type Merged, mergeIncremental, mergeLines, type Origin, partsOf } from "@threefold/comparison";

/** One request of a screen that is shown here. */
export interface Sent {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** How many were answered before, one after another, plus one. */
  readonly depth: number;
  /** Milliseconds of `performance.now()`. */
  readonly beganAt: number;
  /** Absent while it is under way. */
  readonly endedAt?: number;
}

/** Both APIs of the system that serves this page, in one person's name, with what was asked of them. */
export interface ApiHere extends Api {
  readonly sent: readonly Sent[];
  /** What a request was answered, as it came: parts as a list. Undefined while it is under way. */
  answerTo(at: number): unknown;
  /** Where a body, or each piece of it, stands in which answer; nowhere what no answer gave. */
  origins(body: object): readonly Origin[];
}

/**
 * @param token what the person shows; undefined for nobody
 * @param onChange told when a request began or ended
 */
export function apiHere(token: string | undefined, signal: AbortSignal, onChange: () => void): ApiHere {
  const sent: Sent[] = [];
  const answers: unknown[] = [];
  const known = new WeakMap<object, readonly Origin[]>();
  const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  let answered = 0;

  const ask = async (path: string, init: RequestInit, read: (answer: unknown) => Read): Promise<unknown> => {
    const method = init.method ?? "GET";
    const begun: Sent = { at: sent.length, method, path, depth: answered + 1, beganAt: performance.now() };
    sent.push(begun);
    onChange();
    // Each showing is a first one: what the browser has kept of the last would be its answer.
    const response = await fetch(path, { ...init, signal, cache: "no-store" }).catch((error: unknown) => {
      throw signal.aborted ? error : new Error("No response. Is the system up? npm start starts it.", { cause: error });
    });
    const text = await response.text();
    sent[begun.at] = { ...begun, endedAt: performance.now() };
    answered = Math.max(answered, begun.depth);
    onChange();
    const answer = parse(text, response, path);
    const { body, pieces } = read(answer);
    answers[begun.at] = answer;
    const origins = pieces.map((piece) => ({ ...piece, exchange: begun.at }));
    if (typeof body === "object" && body !== null) known.set(body, origins);
    return body;
  };

  const rest = (path: string, accept = acceptOf(path), read = asItIs) =>
    ask(`/rest${path}`, { headers: { accept, ...authorization } }, read);
  const post = (query: string, variables: object, extensions?: object) => ({
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", ...authorization },
    body: JSON.stringify({ query, ...given(variables), extensions }),
  });
  const trusted = async (query: string, variables: object, accept: string, read: (answer: unknown) => Read) => {
    const hash = await sha256(query);
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
    // A client has registered its documents before it is shipped: that is no part of the screen.
    if (!registered.has(query)) await fetch("/graphql", { ...post(query, variables, extensions), signal });
    registered.add(query);
    const parameters = Object.entries(given(variables)).map(([name, value]) => [name, JSON.stringify(value)]);
    const headers = { accept, "apollo-require-preflight": "1", ...authorization };
    return ask(`/graphql?${new URLSearchParams([["documentId", `sha256:${hash}`], ...parameters])}`, { headers }, read);
  };
  const api: ApiHere = {
    sent,
    answerTo: (at) => answers[at],
    origins: (body) => known.get(body) ?? [],
    aside: () => api,
    get: (path) => rest(path),
    query: (query, variables = {}) => ask("/graphql", post(query, variables), dataOf),
    trusted: (query, variables = {}) => trusted(query, variables, "application/json", dataOf),
    trustedInParts: (query, variables = {}) => trusted(query, variables, PARTS, wholeOf(mergeIncremental, dataOf)),
    lines: (path) => rest(path, LINES, wholeOf(mergeLines, asItIs)),
    again: notHere,
    pages: notHere,
    part: notHere,
    trustedAgain: notHere,
    follow: notHere,
    subscribe: notHere,
  };
  return api;
}

/** Documents that the gateway knows by now. */
const registered = new Set<string>();

const LINES = "application/x-ndjson";
const PARTS = "multipart/mixed;deferSpec=20220824";

const acceptOf = (path: string) => (path.startsWith("/jsonapi/") ? "application/vnd.api+json" : "application/json");

/** An operation that takes none is sent without. */
const given = (variables: object) => (Object.keys(variables).length === 0 ? {} : { variables });

/** What a screen is given of an answer, and where it stands in it. */
interface Read {
  readonly body: unknown;
  readonly pieces: readonly Omit<Origin, "exchange">[];
}

const asItIs = (answer: unknown): Read => ({ body: answer, pieces: [{ keys: [] }] });

/** What came in parts, put together; or at once, where nothing was left to come later. */
const wholeOf =
  (merge: (parts: readonly unknown[]) => Merged, atOnce: (answer: unknown) => Read) =>
  (answer: unknown): Read => {
    if (!Array.isArray(answer)) return atOnce(answer);
    const { whole, errors = [], pieces } = merge(answer);
    refuse(errors);
    return { body: whole, pieces };
  };

/** Screens that take longer than a look are measured by the command alone. */
const notHere = async (): Promise<never> => {
  throw new Error("This cannot be run from a page: npm run compare measures it.");
};

function parse(text: string, response: Response, path: string): unknown {
  let body: unknown;
  try {
    const parts = partsOf(text, response.headers.get("content-type") ?? "");
    body = parts ? parts.map(({ json }): unknown => JSON.parse(json)) : JSON.parse(text);
  } catch {
    throw new Error(`${path.split("?", 1)[0]} did not answer with JSON (${response.status}). Is the whole system up?`);
  }
  if (response.ok) return body;
  const { title = response.statusText } = Object(body) as { title?: string };
  throw new Error(`${path.split("?", 1)[0]} answered ${response.status}: ${title}`);
}

function dataOf(answer: unknown): Read {
  const { data, errors = [] } = Object(answer) as { data?: unknown; errors?: readonly unknown[] };
  refuse(errors);
  return { body: data, pieces: [{ keys: ["data"] }] };
}

/** @throws Error with the first of a graph's errors */
function refuse([first]: readonly unknown[]): void {
  if (first !== undefined) throw new Error(`The graph returned an error: ${(first as { message: string }).message}`);
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
