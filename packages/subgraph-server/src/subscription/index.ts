import type { HttpServer } from "@threefold/http-server";
import type { Logger } from "@threefold/telemetry";
import { type Callbacks, createCallbacks } from "./callback.ts";
import { createSubscriptionReader } from "./document.ts";
import { createSubscribe, type SubscribeOptions } from "./subscribe.ts";
import { addWebSocket, type WebSocketOptions } from "./websocket.ts";

export { fieldEvents } from "./event.ts";

export interface SubscriptionOptions extends SubscribeOptions, Pick<WebSocketOptions, "callerOf"> {
  /** Origins of the routers that events may be sent to. */
  readonly callbackOrigins: readonly string[];
  readonly logger: Logger;
}

/** Serves a schema's subscriptions, by WebSocket and by callbacks. They end when the app closes. */
export function addSubscriptions(app: HttpServer, options: SubscriptionOptions): Callbacks {
  const read = createSubscriptionReader(options.schema);
  const subscribe = createSubscribe(options);
  const callbacks = createCallbacks({ read, subscribe, origins: options.callbackOrigins, logger: options.logger });
  addWebSocket(app, { read, subscribe, callerOf: options.callerOf });
  app.addHook("preClose", () => callbacks.close());
  return callbacks;
}
