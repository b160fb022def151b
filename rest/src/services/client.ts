import type { IncomingHttpHeaders } from "node:http";
import { HttpProblem } from "@threefold/rest-server";
import type { Logger, Metrics } from "@threefold/telemetry";
import {
  CIRCUIT_DEFAULTS,
  type Clock,
  createCircuit,
  createRetryBudget,
  pauseBefore,
  RETRY_DEFAULTS,
} from "@threefold/upstream";
import { type Dispatcher, Pool } from "undici";
import type { Asking } from "./asking.ts";
import type { ServiceName } from "./names.ts";

export interface ServiceRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | undefined;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Dispatcher.ResponseData["body"];
}

/** The client of one service's REST: a pool of connections, kept open between requests. */
export interface ServiceClient {
  readonly name: ServiceName;
  /**
   * Sends a request in the name of whoever asks; a read again when it failed in a way that may pass, while there is time. A
   * service that fails anyway is left alone for a while, as the gateway leaves a subgraph.
   * @throws HttpProblem service-unavailable or service-timeout, naming the service
   */
  send(request: ServiceRequest, asking: Asking): Promise<ServiceAnswer>;
  /** Whether it can be spoken to. @throws when it cannot */
  ping(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

export interface ServiceClientOptions {
  readonly url: string;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** As many as the gateway has for a subgraph. */
const CONNECTIONS = 128;

export function createServiceClient(
  name: ServiceName,
  { url, metrics, logger, clock }: ServiceClientOptions,
): ServiceClient {
  const { origin, pathname } = new URL(url);
  const base = pathname.replace(/\/$/, "");
  // The time of each request says how long to wait.
  const pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: 0, bodyTimeout: 0 });

  const budget = createRetryBudget();
  const circuit = createCircuit(CIRCUIT_DEFAULTS, clock, (state) =>
    logger.warn({ service: name, state }, "the circuit of a service changed"),
  );

  const request = async ({ method, path, headers, body }: ServiceRequest, asking: Asking): Promise<ServiceAnswer> => {
    const kind = isSafe(method) ? "read" : "write";
    const identity = await asking.caller.headersFor(name, kind, asking);
    const { statusCode, ...answer } = await pool.request({
      method: method as Dispatcher.HttpMethod,
      path: base + path,
      headers: {
        ...headers,
        ...identity,
        "x-request-id": asking.requestId,
        "x-deadline-ms": String(Math.max(1, Math.ceil(asking.endsAt - performance.now()))),
      },
      body: body ?? null,
      signal: asking.signal,
    });
    return { status: statusCode, headers: answer.headers, body: answer.body };
  };

  const attempt = async (sending: ServiceRequest, asking: Asking): Promise<ServiceAnswer> => {
    const admission = circuit.admit();
    if (!admission) throw cutOff(name);
    let outcome: "well" | "unwell" | "unknown" = "unknown";
    try {
      const answer = await request(sending, asking);
      outcome = UNWELL.has(answer.status) ? "unwell" : "well";
      return answer;
    } catch (error) {
      if (!isClientGone(asking)) outcome = "unwell";
      throw error;
    } finally {
      circuit.settle(outcome, admission);
    }
  };

  const again = async (tried: number, { method }: ServiceRequest, { signal }: Asking): Promise<boolean> => {
    if (!isSafe(method) || tried >= RETRY_DEFAULTS.times || signal.aborted || circuit.state === "open") return false;
    if (!budget.spend()) return false;
    await clock.sleep(pauseBefore(tried + 1, RETRY_DEFAULTS, Math.random()), signal).catch(() => {});
    return !signal.aborted;
  };

  return {
    name,
    async send(sending, asking) {
      const done = metrics.upstreamDuration.startTimer({ service: name });
      budget.earn();
      for (let tried = 0; ; tried += 1) {
        try {
          const answer = await attempt(sending, asking);
          if (answer.status === 503 && (await again(tried, sending, asking))) {
            await answer.body.dump();
            continue;
          }
          done({ outcome: answer.status < 500 ? "ok" : "error" });
          return answer;
        } catch (error) {
          if (!(error instanceof HttpProblem) && (await again(tried, sending, asking))) continue;
          done({ outcome: "error" });
          throw error instanceof HttpProblem ? error : failureOf(name, error, asking);
        }
      }
    },
    async ping(signal) {
      const { statusCode, body } = await pool.request({ method: "GET", path: `${base}/health/live`, signal });
      await body.dump();
      if (statusCode !== 200) throw new Error(`${name} answered ${statusCode}`);
    },
    close: () => pool.close(),
  };
}

/** Answers that say that the service is not well, whatever was asked. */
const UNWELL = new Set([502, 503, 504]);

const isClientGone = ({ signal }: Asking) => signal.aborted && signal.reason?.name === "AbortError";

const cutOff = (service: ServiceName) =>
  new HttpProblem(
    "service-unavailable",
    `The ${service} service has failed too often, and is left alone for a while.`,
    {
      members: { service },
      headers: { "retry-after": String(CIRCUIT_DEFAULTS.openMs / 1000) },
    },
  );

const isSafe = (method: string) => method === "GET" || method === "HEAD";

/** Which service is missing, and whether asking again may help. Its address is nobody's business. */
export function failureOf(service: ServiceName, cause: unknown, { signal }: Asking): HttpProblem {
  const members = { service };
  if (signal.aborted) {
    return new HttpProblem("service-timeout", `The ${service} service did not answer in time.`, { members, cause });
  }
  return new HttpProblem("service-unavailable", `The ${service} service cannot be reached.`, {
    members,
    cause,
    headers: { "retry-after": "5" },
  });
}
