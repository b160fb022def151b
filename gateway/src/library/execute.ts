import { MalformedRequest } from "@threefold/graphql-http";
import { inTime, NOT_IN_TIME } from "../operation/in-time.ts";
import type { Generations } from "../supergraph/generations.ts";
import { type ContextParts, contextFor, type Sent } from "./context.ts";
import { asGraphQLRequest, type GatewayRequest, type GatewayResponse, headersOf } from "./request.ts";

/** @param generations begins to serve when it is called for the first time */
export function createExecute(generations: () => Promise<Generations>, parts: ContextParts) {
  return async (request: GatewayRequest): Promise<GatewayResponse> => {
    const { identity: caller, clientAddress } = request;
    const signal = request.signal ?? undefined;
    const asked = read(request);
    if ("errors" in asked) return asked;
    const serving = await unlessAborted(generations(), signal);
    if (serving === undefined) return TOO_LATE;
    using hold = serving.hold();
    const making = contextFor({ headers: headersOf(request.headers), caller, clientAddress, signal }, parts);
    const sent = await unlessAborted(making, signal);
    if (sent === undefined) {
      making.then(letGo, () => {});
      return TOO_LATE;
    }
    if ("refusal" in sent) {
      const code = sent.refusal.temporary ? "SERVICE_UNAVAILABLE" : "UNAUTHENTICATED";
      return refused(sent.refusal.message, code);
    }
    using context = sent.context;
    const { text } = await hold.generation.engine.execute(asked, context);
    return JSON.parse(text);
  };
}

function read(request: GatewayRequest) {
  try {
    return asGraphQLRequest(request);
  } catch (error) {
    if (!(error instanceof MalformedRequest)) throw error;
    return refused(error.message, error.code);
  }
}

const refused = (message: string, code: string) => ({ errors: [{ message, extensions: { code } }] });

const TOO_LATE = refused(NOT_IN_TIME.message, "GATEWAY_TIMEOUT");

const unlessAborted = <Value extends object>(waited: Promise<Value>, signal: AbortSignal | undefined) =>
  signal === undefined ? waited : inTime(waited, signal);

const letGo = (sent: Sent): void => {
  if ("context" in sent) sent.context[Symbol.dispose]();
};
