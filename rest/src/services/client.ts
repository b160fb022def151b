import type { IncomingHttpHeaders } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { HttpProblem } from "@threefold/rest-server";
import type { Metrics } from "@threefold/telemetry";
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
   * Sends a request in the name of whoever asks; a read again when it failed in a way that may pass, while there is time.
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
}

/** As many as the gateway has for a subgraph. */
const CONNECTIONS = 128;
const RETRIES = 2;
const PAUSE_MS = 25;

export function createServiceClient(name: ServiceName, { url, metrics }: ServiceClientOptions): ServiceClient {
  const { origin, pathname } = new URL(url);
  const base = pathname.replace(/\/$/, "");
  // The time of each request says how long to wait.
  const pool = new Pool(origin, { connections: CONNECTIONS, headersTimeout: 0, bodyTimeout: 0 });

  const attempt = async ({ method, path, headers, body }: ServiceRequest, asking: Asking): Promise<ServiceAnswer> => {
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

  const again = async (tried: number, { method }: ServiceRequest, { signal }: Asking): Promise<boolean> => {
    if (!isSafe(method) || tried >= RETRIES || signal.aborted) return false;
    // Full jitter, so that those who failed together do not come back together.
    await wait(Math.random() * PAUSE_MS * 2 ** tried, undefined, { signal }).catch(() => {});
    return !signal.aborted;
  };

  return {
    name,
    async send(request, asking) {
      const done = metrics.upstreamDuration.startTimer({ service: name });
      for (let tried = 0; ; tried += 1) {
        try {
          const answer = await attempt(request, asking);
          if (answer.status === 503 && (await again(tried, request, asking))) {
            await answer.body.dump();
            continue;
          }
          done({ outcome: answer.status < 500 ? "ok" : "error" });
          return answer;
        } catch (error) {
          if (await again(tried, request, asking)) continue;
          done({ outcome: "error" });
          throw failureOf(name, error, asking);
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
