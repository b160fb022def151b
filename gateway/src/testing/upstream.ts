import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createLogger } from "@threefold/telemetry";
import type { CircuitState } from "@threefold/upstream";
import { type VirtualClock, virtualClock } from "@threefold/upstream/testing";
import type { FastifyBaseLogger } from "fastify";
import { noIdentity } from "../identity/identity.ts";
import { collectCachePolicy } from "../subgraph/cache-policy.ts";
import { createSubgraphClient, type SubgraphClient, type SubgraphClientOptions } from "../subgraph/client.ts";
import type { OperationContext } from "../subgraph/context.ts";
import { startDeadline } from "../subgraph/deadline.ts";
import { type GivenSettings, settingsFor } from "../subgraph/settings.ts";
import { traceOf } from "../subgraph/trace.ts";

export interface Upstream extends AsyncDisposable {
  readonly url: string;
  /** The headers of each request, oldest first. */
  readonly requests: IncomingHttpHeaders[];
  /** What the next requests get, one after the other, and then the last for ever. */
  answers: ((response: ServerResponse) => void)[];
}

export const graphql =
  (body: object, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    response.writeHead(200, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

export const status = (code: number) => (response: ServerResponse) => response.writeHead(code).end();

/** A server that answers whatever it is told to. */
export async function startUpstream(...answers: Upstream["answers"]): Promise<Upstream> {
  const requests: IncomingHttpHeaders[] = [];
  const server = createServer(async (request, response) => {
    await request.toArray();
    requests.push(request.headers);
    const answer = upstream.answers.length > 1 ? upstream.answers.shift() : upstream.answers[0];
    answer?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const upstream: Upstream = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    requests,
    answers,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return upstream;
}

export interface TestClient extends AsyncDisposable {
  readonly client: SubgraphClient;
  readonly clock: VirtualClock;
  /** What was measured, in words. */
  readonly measured: string[];
  /** An operation's context; it has ten seconds of the clock unless given. */
  context(changes?: Partial<OperationContext>): OperationContext;
}

/** A client of the subgraph "books", on a clock that the test moves. The longest pauses are made before retries. */
export function startClient(
  url: string,
  { settings = {}, ...options }: { settings?: GivenSettings } & Partial<Omit<SubgraphClientOptions, "settings">> = {},
): TestClient {
  const clock = virtualClock();
  const measured: string[] = [];
  const client = createSubgraphClient("books", {
    url,
    settings: settingsFor("books", { headers: { all: {}, bySubgraph: {} }, all: settings, bySubgraph: {} }),
    headers: { all: {}, bySubgraph: {} },
    measurements: {
      answered: (_subgraph, outcome) => measured.push(outcome),
      retried: () => measured.push("retry"),
      circuit: (_subgraph, state: CircuitState) => measured.push(state),
      reachable: () => {},
    },
    clock,
    random: () => 1,
    ...options,
  });
  return {
    client,
    clock,
    measured,
    context: (changes = {}) => contextOn(clock, changes),
    [Symbol.asyncDispose]: () => client.close(),
  };
}

const log = createLogger({ name: "test", level: "silent" }) as FastifyBaseLogger;

function contextOn(clock: VirtualClock, changes: Partial<OperationContext>): OperationContext {
  return {
    origin: { requestId: "request-0001", clientAddress: "127.0.0.1" },
    log,
    caller: anonymous,
    headers: {},
    trace: traceOf({}),
    deadline: startDeadline(10_000, clock),
    cache: collectCachePolicy(),
    ...changes,
  };
}

const identified = await noIdentity.identify({});
if (!("caller" in identified)) throw new Error("nobody is refused here");
const anonymous = identified.caller;
