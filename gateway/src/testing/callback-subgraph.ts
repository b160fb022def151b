import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Moments } from "./moments.ts";

/** What a gateway sent to have a stream by callbacks. */
export interface CallbackRequest {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly query: string;
  readonly afterEventId: unknown;
  readonly target: {
    readonly callbackUrl: string;
    readonly subscriptionId: string;
    readonly verifier: string;
    readonly heartbeatIntervalMs: number;
  };
}

/** A subgraph's side of Apollo's HTTP callback protocol, which says what a test has it say. */
export interface CallbackSubgraph extends AsyncDisposable {
  readonly url: string;
  readonly requests: CallbackRequest[];
  /** The request that comes as number so much, from 0. */
  request(index: number): Promise<CallbackRequest>;
}

export interface CallbackSubgraphOptions {
  /** Answers a request for a stream; by calling back and then agreeing unless given. */
  readonly answer?: (request: CallbackRequest) => Promise<object>;
}

export async function startCallbackSubgraph({
  answer = agree,
}: CallbackSubgraphOptions = {}): Promise<CallbackSubgraph> {
  const requests: CallbackRequest[] = [];
  const moments = new Moments();
  const server = createServer(async (request, response) => {
    const { query, extensions } = JSON.parse(Buffer.concat(await request.toArray()).toString());
    const { subscription: target, afterEventId } = extensions;
    const asked = { headers: request.headers, query, afterEventId, target };
    const body = JSON.stringify(await answer(asked));
    response.writeHead(200, { "content-type": "application/json" }).end(body);
    requests.push(asked);
    moments.changed();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    requests,
    async request(index) {
      await moments.until(() => requests.length > index);
      const [request] = requests.slice(index);
      if (request === undefined) throw new Error("there is none");
      return request;
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

const agree = async (request: CallbackRequest) => {
  await say(request, { action: "check" });
  return { data: null };
};

/** Sends what a subgraph may say of a stream, or what it may not. @returns the status */
export async function say({ target }: CallbackRequest, message: object | string): Promise<number> {
  const { callbackUrl, subscriptionId: id, verifier } = target;
  const body =
    typeof message === "string" ? message : JSON.stringify({ kind: "subscription", id, verifier, ...message });
  const response = await fetch(callbackUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  await response.body?.cancel();
  return response.status;
}
