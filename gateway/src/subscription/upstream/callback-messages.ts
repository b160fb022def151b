import { isObject } from "../../execution/json.ts";
import { parseJson } from "./messages.ts";

/** What a subgraph says of a stream by a callback. */
export type CallbackMessage =
  /** It is there, and has the stream; our subgraphs say after which event that begins. */
  | { readonly action: "check"; readonly eventId: string | undefined }
  | { readonly action: "next"; readonly payload: object }
  | { readonly action: "complete"; readonly errors: readonly unknown[] };

export interface CallbackRequest {
  readonly id: string;
  readonly verifier: string;
  readonly message: CallbackMessage;
}

/**
 * Reads the body of a callback
 * (https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/callback-protocol); undefined when it is none.
 */
export function readCallback(body: string): CallbackRequest | undefined {
  const request = parseJson(body);
  if (!isObject(request) || request["kind"] !== "subscription") return undefined;
  const { action, id, verifier, payload, errors = [], extensions } = request;
  if (typeof id !== "string" || typeof verifier !== "string") return undefined;
  if (action === "check") {
    const { eventId } = isObject(extensions) ? extensions : {};
    return { id, verifier, message: { action, eventId: typeof eventId === "string" ? eventId : undefined } };
  }
  if (action === "next") return isObject(payload) ? { id, verifier, message: { action, payload } } : undefined;
  if (action === "complete") return Array.isArray(errors) ? { id, verifier, message: { action, errors } } : undefined;
  return undefined;
}
