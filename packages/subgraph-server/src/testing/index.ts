import { createPrismaAdapter, type PrismaAdapter, type Statement } from "@threefold/database";
import { cloneDatabase } from "@threefold/database/testing";
import { type HttpServer, serve } from "@threefold/http-server";
import type { Caller, Person, Role, TrustedIssuer } from "@threefold/identity";
import { createTestEdge, type TestEdge } from "@threefold/identity/testing";
import { createLogger, createMetrics, type Logger, type Metrics } from "@threefold/telemetry";
import type { FormattedExecutionResult } from "graphql";
import { createClient } from "graphql-ws";
import { expect, vi } from "vitest";
import { WebSocket } from "ws";

export { auditsOf, REFUSED_AS_FORGED } from "@threefold/graphql-http/testing";
export { meetAt } from "./held.ts";
export { rowsOf } from "./rows.ts";

/** What a service's `createService` is given, whatever the subgraph. */
export interface TestParts {
  readonly adapter: PrismaAdapter;
  /** The database of the adapter. */
  readonly databaseUrl: string;
  readonly issuers: readonly TrustedIssuer[];
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly introspection: boolean;
  readonly batching: boolean;
}

/** `Data` is the shape that a test asked for; one that only compares what came needs not say it. */
export interface GraphQLAnswer<Data = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data;
  readonly errors: readonly { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

/** The shape of what `_entities` answers. */
export interface Entities<Entity> {
  readonly _entities: readonly Entity[];
}

/** The shape of a page, as far as tests look at it. */
export interface Page<Node> {
  readonly edges: readonly { readonly node: Node; readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface TestSubgraph extends AsyncDisposable {
  readonly url: string;
  /** As the owner of its database, to look at rows and to change them. */
  readonly ownerUrl: string;
  /** Every statement since the last `statements.length = 0`. */
  readonly statements: Statement[];
  /** What speaks for people, as the gateway does. */
  readonly edge: TestEdge;
  /** Asks over HTTP, as a gateway would, in somebody's name. */
  ask<Data = unknown>(query: string, variables?: object, as?: Asker): Promise<GraphQLAnswer<Data>>;
  /** Asks over HTTP with these headers, and no credential but what is in them. */
  send<Data = unknown>(query: string, variables: object, headers: Record<string, string>): Promise<GraphQLAnswer<Data>>;
  /** Asks the REST API, as an edge would, in somebody's name. A body makes it a POST unless the method is given. */
  rest<Body = unknown>(path: string, request?: RestRequest): Promise<RestAnswer<Body>>;
  /**
   * Subscribes over WebSocket, as a gateway would, in somebody's name; resolves when the subgraph has begun.
   * @throws GraphQLErrors when it refuses
   */
  subscribe<Data = unknown>(query: string, variables?: object, as?: Asker, after?: string): Promise<Stream<Data>>;
  /** The same without waiting: for what is refused. */
  iterate<Data = unknown>(query: string, variables?: object, as?: Asker, after?: string): Promise<Stream<Data>>;
  /** How many subscriptions are open. */
  openSubscriptions(): Promise<number>;
  /** Takes the database away, as when its server is gone. */
  loseDatabase(): Promise<void>;
}

export interface RestRequest {
  readonly method?: string;
  readonly as?: Asker;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RestAnswer<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed, where it is JSON of some kind; else the text. */
  readonly body: Body;
}

/** Nobody, somebody, or the service that this subgraph lets in. */
export type Asker = Caller | { readonly kind: "service" };

/** A person of a role; their id is their own unless given. */
export const person = (role: Role = "CUSTOMER", id: string = crypto.randomUUID()): Person => ({
  kind: "person",
  id,
  role,
  scopes: [],
});

/** What a subgraph refused a subscription for. */
export class GraphQLErrors extends Error {
  readonly errors: GraphQLAnswer["errors"];
  constructor(errors: readonly object[]) {
    super(JSON.stringify(errors));
    this.errors = errors as GraphQLAnswer["errors"];
  }
}

/** What a subscription sends, one by one. */
export type Stream<Data> = AsyncIterableIterator<FormattedExecutionResult<Data, { eventId: string }>>;

export interface TestSubgraphOptions {
  readonly batching?: boolean;
  /** By which URL its statements reach the database, for a network that breaks. */
  readonly reach?: (databaseUrl: string) => Promise<string>;
}

/** A whole subgraph on a port and a database of its own, with real tokens. */
export async function startTestSubgraph(
  name: string,
  createService: (parts: TestParts) => Promise<HttpServer>,
  options: TestSubgraphOptions & { seeded?: boolean; service?: string } = {},
): Promise<TestSubgraph> {
  const database = await cloneDatabase(name, { seeded: options.seeded ?? false });
  const edge = await createTestEdge({ audience: name, ...(options.service && { service: options.service }) });
  const statements: Statement[] = [];
  const metrics = createMetrics();
  const app = await createService({
    adapter: createPrismaAdapter({
      url: (await options.reach?.(database.url)) ?? database.url,
      poolSize: 4,
      onStatement: (statement) => statements.push(statement),
    }),
    databaseUrl: database.url,
    issuers: edge.issuers,
    logger: createLogger({ name, level: "silent" }),
    metrics,
    introspection: true,
    batching: options.batching ?? true,
  });
  const listening = await serve(app, { host: "127.0.0.1", port: 0, metrics });
  const headersFor = (as: Asker) => (as.kind === "service" ? edge.headersForService() : edge.headersFor(as));
  const openSubscriptions = async () => (await metrics.subscriptions.get()).values[0]?.value ?? 0;
  const answered = async () => {
    const { values } = await metrics.operations.get();
    const count = (outcome: string) =>
      values.find(({ labels }) => labels.type === "subscription" && labels.outcome === outcome)?.value ?? 0;
    return { ok: count("ok"), error: count("error") };
  };
  const sockets = createClient({ url: `${listening.url.replace(/^http/, "ws")}/graphql`, webSocketImpl: WebSocket });
  const iterate = async <Data>(query: string, variables: object = {}, as: Asker = NOBODY, after?: string) => {
    const [token] = Object.values(await headersFor(as));
    return sockets.iterate<Data, { eventId: string }>({
      query,
      variables: { ...variables },
      extensions: { authorization: `Bearer ${token}`, ...(after !== undefined && { afterEventId: after }) },
    }) as Stream<Data>;
  };
  const send = <Data>(query: string, variables: object, headers: Record<string, string>) =>
    post<Data>(`${listening.url}/graphql`, { query, variables }, headers);
  return {
    url: listening.url,
    ownerUrl: database.ownerUrl,
    statements,
    edge,
    send,
    loseDatabase: () => database.drop(),
    rest: async <Body>(path: string, { as = NOBODY, ...request }: RestRequest = {}) => {
      const identity = await headersFor(as);
      return askRest<Body>(`${listening.url}${path}`, { ...request, headers: { ...identity, ...request.headers } });
    },
    ask: async <Data = unknown>(query: string, variables: object = {}, as: Asker = NOBODY) =>
      send<Data>(query, variables, await headersFor(as)),
    iterate,
    subscribe: async <Data>(query: string, variables?: object, as?: Asker, after?: string) => {
      const before = await answered();
      const stream = await iterate<Data>(query, variables, as, after);
      const now = await vi.waitFor(async () => {
        const counts = await answered();
        expect(counts).not.toEqual(before);
        return counts;
      }, SOON);
      if (now.ok > before.ok) return stream;
      throw new GraphQLErrors((await stream.next()).value?.errors ?? []);
    },
    openSubscriptions,
    [Symbol.asyncDispose]: async () => {
      await sockets.dispose();
      await listening.close();
      await database.drop();
    },
  };
}

async function askRest<Body>(url: string, { method, body, headers }: RestRequest): Promise<RestAnswer<Body>> {
  const chosen = method ?? (body === undefined ? "GET" : "POST");
  const type = chosen === "PATCH" ? "application/merge-patch+json" : "application/json";
  const response = await fetch(url, {
    method: chosen,
    headers: { ...(body !== undefined && { "content-type": type }), ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get("content-type") ?? "") && text !== "";
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

const SOON = { interval: 5, timeout: 10_000 };

const NOBODY: Asker = { kind: "anonymous" };

async function post<Data>(url: string, body: object, headers: Record<string, string>): Promise<GraphQLAnswer<Data>> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const { data, errors = [] } = (await response.json()) as Pick<GraphQLAnswer<Data>, "data"> & Partial<GraphQLAnswer>;
  return { status: response.status, headers: response.headers, data, errors };
}
