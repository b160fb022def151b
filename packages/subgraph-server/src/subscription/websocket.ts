import { HttpRefusal } from "@threefold/graphql-http";
import { type HttpServer, refuseUpgrade } from "@threefold/http-server";
import type { Headers, Verified } from "@threefold/identity";
import { type ExecutionResult, type FormattedExecutionResult, GraphQLError } from "graphql";
import type { SubscribePayload } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import type { ReadSubscription } from "./document.ts";
import type { Subscribe, SubscriptionRequest } from "./subscribe.ts";

export interface WebSocketOptions {
  readonly read: ReadSubscription;
  readonly subscribe: Subscribe;
  /** @throws HttpRefusal for a bad credential */
  readonly callerOf: (headers: Headers) => Promise<Verified>;
}

/** A subscription, and whom to tell of it. */
interface Asked {
  readonly request: SubscriptionRequest;
  readonly id: string;
  readonly tell: (message: object) => void;
}

const PATH = "/graphql";
const INIT_TIMEOUT_MS = 5_000;
/** How long somebody who is told to leave may take. */
const GOODBYE_MS = 1_000;
const MAX_MESSAGE_BYTES = 256 * 1024;
/** Of one connection: a gateway has one for all its clients. */
const MAX_SUBSCRIPTIONS = 10_000;

/**
 * Serves subscriptions by the graphql-transport-ws protocol (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md).
 * Who asks stands in each operation's `extensions.authorization`, so that one connection carries many people's; or in the
 * payload of `connection_init`, for gateways that have a connection for each. `extensions.afterEventId` reads on. When a
 * subscription has begun, a `ping` says so and after which event: its payload is `{ subscribed: ID, eventId }`.
 */
export function addWebSocket(app: HttpServer, { read, subscribe, callerOf }: WebSocketOptions): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  const server = useServer(
    {
      connectionInitWaitTimeout: INIT_TIMEOUT_MS,
      async onSubscribe({ connectionParams, subscriptions, extra }, id, payload) {
        if (Object.keys(subscriptions).length > MAX_SUBSCRIPTIONS) return [TOO_MANY];
        const operationName = payload.operationName ?? undefined;
        const found = read(payload.query, operationName);
        if ("errors" in found) return found.errors;
        try {
          const caller = await callerOf(credentials(connectionParams, payload));
          const variables = payload.variables ?? undefined;
          const { schema, document } = found;
          const request = { document, operationName, variables, caller, afterEventId: after(payload) };
          const contextValue: Asked = { request, tell: (message) => extra.socket.send(JSON.stringify(message)), id };
          return { schema, document, operationName, contextValue };
        } catch (error) {
          return [refusal(error)];
        }
      },
      async subscribe({ contextValue }) {
        // The library hands on what `onSubscribe` made.
        const { request, tell, id } = contextValue as Asked;
        const results = await subscribe(request);
        if (Symbol.asyncIterator in results) {
          tell({ type: "ping", payload: { subscribed: id, eventId: results.after } });
        }
        return results as ExecutionResult;
      },
      onNext: (_context, _id, _payload, _operation, result) => result as FormattedExecutionResult,
    },
    sockets,
  );
  app.server.on("upgrade", (request, socket, head) => {
    const [path] = (request.url ?? "").split("?");
    if (path === PATH)
      sockets.handleUpgrade(request, socket, head, (client) => sockets.emit("connection", client, request));
    else refuseUpgrade(socket, "404 Not Found");
  });
  // Each gets 1001, and comes back to another process or to this one when it is there again.
  app.addHook("preClose", async () => {
    const cut = setTimeout(() => {
      for (const client of sockets.clients) client.terminate();
    }, GOODBYE_MS);
    await server.dispose();
    clearTimeout(cut);
  });
}

const TOO_MANY = new GraphQLError(`A connection carries at most ${MAX_SUBSCRIPTIONS} subscriptions.`, {
  extensions: { code: "RATE_LIMITED" },
});

/** An operation's own credential stands above its connection's. */
function credentials(
  connectionParams: Readonly<Record<string, unknown>> = {},
  { extensions }: SubscribePayload,
): Headers {
  const { authorization } = extensions ?? {};
  const given = authorization === undefined ? connectionParams : { authorization };
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (typeof value === "string" ? [[name.toLowerCase(), value]] : [])),
  );
}

function after({ extensions }: SubscribePayload): string | undefined {
  const { afterEventId } = extensions ?? {};
  return afterEventId === undefined ? undefined : String(afterEventId);
}

function refusal(error: unknown): GraphQLError {
  if (!(error instanceof HttpRefusal)) throw error;
  return new GraphQLError(error.message, { extensions: { code: error.code, ...error.extensions } });
}
