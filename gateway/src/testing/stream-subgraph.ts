import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { type ExecutionArgs, type FormattedExecutionResult, GraphQLError, graphql, parse } from "graphql";
import { useServer } from "graphql-ws/use/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { Moments } from "./moments.ts";
import type { Resolvers } from "./subgraph.ts";

/** One event of a log. */
export interface LoggedEvent {
  readonly id: string;
  readonly field: string;
  readonly value: object;
}

/** What a subscriber told the subgraph. */
export interface ReceivedSubscription {
  readonly connectionParams: Readonly<Record<string, unknown>>;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A subgraph with an event log, which speaks graphql-transport-ws by its reference library, and nothing of this project's. */
export interface StreamSubgraph extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly subscriptions: ReceivedSubscription[];
  /** Entity and root requests over HTTP. */
  readonly requests: { readonly query: string; readonly headers: Readonly<Record<string, unknown>> }[];
  /** How many streams and sockets are open. */
  readonly open: { readonly streams: number; readonly sockets: number };
  /** Resolves when what is open, or was asked for, is so: already, or from now on. */
  until(condition: () => boolean): Promise<void>;
  /** Writes an event to the log: of a root field, with its value. */
  publish(field: string, value: object): void;
  /** Ends all sockets without a word, as a crash does. */
  crash(): void;
}

export interface StreamSubgraphOptions {
  readonly sdl: string;
  readonly resolvers: Resolvers;
  readonly port?: number;
  /**
   * Whether it has a log, and says when a subscription has begun, as this project's subgraphs do: else events go to those
   * who listen, and have no ids.
   */
  readonly log?: boolean;
  readonly events?: LoggedEvent[];
  /** Refuses a subscription, by what it told: as forbidden, or with an error. */
  readonly refuse?: (subscription: ReceivedSubscription) => string | GraphQLError | undefined;
}

export async function startStreamSubgraph(options: StreamSubgraphOptions): Promise<StreamSubgraph> {
  const { sdl, port = 0, log = true, events = [] } = options;
  const moments = new Moments();
  const subscriptions: ReceivedSubscription[] = [];
  const requests: { query: string; headers: Readonly<Record<string, unknown>> }[] = [];
  const open = { streams: 0, sockets: 0 };
  const listeners = new Set<() => void>();

  /** The log's events of one field, those after `after` and those yet to come. */
  async function* read(field: string, from: number, context: { eventId?: string }, ended: AbortSignal) {
    let next = from;
    open.streams += 1;
    moments.changed();
    try {
      while (!ended.aborted) {
        for (; next < events.length; next++) {
          const event = events[next];
          if (event === undefined || event.field !== field) continue;
          context.eventId = event.id;
          yield { [field]: event.value };
        }
        await new Promise<void>((resolve) => {
          const wake = () => {
            listeners.delete(wake);
            resolve();
          };
          listeners.add(wake);
          ended.addEventListener("abort", wake);
        });
      }
    } finally {
      open.streams -= 1;
      moments.changed();
    }
  }
  const fields = [...(/type Subscription \{([^}]*)\}/.exec(sdl)?.[1] ?? "").matchAll(/(\w+)(?:\([^)]*\))?\s*:/g)].map(
    ([, name = ""]) => name,
  );
  const Subscription = Object.fromEntries(
    fields.map((field) => [
      field,
      {
        subscribe(_root: unknown, _args: unknown, context: { eventId?: string; after?: string }) {
          const ended = new AbortController();
          const { after } = context;
          const from = after === undefined ? events.length : events.findIndex(({ id }) => id === after) + 1;
          const source = read(field, from, context, ended.signal);
          const end = () => {
            ended.abort();
            return source.return(undefined);
          };
          return { [Symbol.asyncIterator]: () => ({ next: () => source.next(), return: end }) };
        },
      },
    ]),
  );
  const resolvers: Resolvers = { ...options.resolvers, ...(fields.length > 0 && { Subscription }) };
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers }]);

  // Long, since not every client of HTTP asks again over another connection when one is closed as it asks.
  const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    const { query, variables = {} } = JSON.parse(Buffer.concat(await request.toArray()).toString());
    requests.push({ query, headers: request.headers });
    moments.changed();
    const result = await graphql({ schema, source: query, variableValues: variables, contextValue: request.headers });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(result));
  });
  const sockets = new Set<WebSocket>();
  const webSockets = new WebSocketServer({ server, path: "/graphql" });
  webSockets.on("connection", (socket) => {
    sockets.add(socket);
    open.sockets = sockets.size;
    moments.changed();
    socket.on("close", () => {
      sockets.delete(socket);
      open.sockets = sockets.size;
      moments.changed();
    });
  });
  const serving = useServer(
    {
      onSubscribe({ connectionParams = {} }, _id, { query, variables, extensions }) {
        const received = { connectionParams, extensions: extensions ?? {}, query, variables: variables ?? {} };
        subscriptions.push(received);
        moments.changed();
        const refused = options.refuse?.(received);
        if (typeof refused === "string") return [new GraphQLError(refused, { extensions: { code: "FORBIDDEN" } })];
        if (refused !== undefined) return [refused];
        const after = received.extensions["afterEventId"];
        const contextValue = { after: typeof after === "string" ? after : undefined };
        return { schema, document: parse(query), variableValues: variables ?? null, contextValue } as ExecutionArgs;
      },
      onOperation({ extra }, subscribed, _payload, _args, result) {
        const eventId = events.at(-1)?.id ?? "beginning";
        if (log && Symbol.asyncIterator in result)
          extra.socket.send(JSON.stringify({ type: "ping", payload: { subscribed, eventId } }));
      },
      onNext(_context, _id, _payload, { contextValue }, result) {
        const { eventId } = contextValue as { eventId?: string };
        return log ? ({ ...result, extensions: { eventId } } as FormattedExecutionResult) : undefined;
      },
    },
    webSockets,
  );
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}/graphql`,
    port: bound,
    subscriptions,
    requests,
    open,
    until: (condition) => moments.until(condition),
    publish(field, value) {
      events.push({ id: `event-${events.length + 1}`, field, value });
      for (const wake of [...listeners]) wake();
    },
    crash() {
      for (const socket of sockets) socket.terminate();
    },
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      await serving.dispose();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      for (const socket of sockets) socket.terminate();
      await closed;
    },
  };
}
