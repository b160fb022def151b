import { currentDeadline } from "@threefold/database";
import { IDENTITY_HEADER, type ServiceSigner } from "@threefold/identity";
import type { Metrics } from "@threefold/telemetry";
import { z } from "zod";
import { DEADLINE_HEADER, timeLeft } from "./deadline.ts";
import { DomainError } from "./errors.ts";

export interface ServiceClientOptions {
  /** The name of the service that is asked. */
  readonly service: string;
  /** Its GraphQL. */
  readonly url: string;
  readonly signer: ServiceSigner;
  readonly metrics: Metrics;
  /** What is told to whoever waits when it cannot be asked. */
  readonly failure: string;
}

/**
 * Asks another service in this one's name, over its own GraphQL as any client would, and checks what it answers.
 * @throws DomainError SERVICE_UNAVAILABLE when the service cannot be reached or fails
 */
export type AskService = <Data>(query: string, variables: object, schema: z.ZodType<Data>) => Promise<Data>;

export function serviceClient({ service, url, signer, metrics, failure }: ServiceClientOptions): AskService {
  return async (query, variables, schema) => {
    const done = metrics.upstreamDuration.startTimer({ service });
    try {
      const data = await post(url, { query, variables }, await signer.sign(service));
      const parsed = schema.parse(data);
      done({ outcome: "ok" });
      return parsed;
    } catch (error) {
      done({ outcome: "error" });
      throw new DomainError("SERVICE_UNAVAILABLE", failure, [], { cause: error });
    }
  };
}

/** What a question may take where whoever waits for it has no less time. */
const TIMEOUT_MS = 3_000;

const answer = z.object({ data: z.unknown(), errors: z.array(z.object({ message: z.string() })).optional() });

async function post(url: string, body: object, token: string): Promise<unknown> {
  const time = Math.min(timeLeft() ?? TIMEOUT_MS, TIMEOUT_MS);
  const ends = [currentDeadline() ?? [], AbortSignal.timeout(time)].flat();
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", [IDENTITY_HEADER]: token, [DEADLINE_HEADER]: String(time) },
    body: JSON.stringify(body),
    signal: AbortSignal.any(ends),
    redirect: "error",
  });
  const { data, errors } = answer.parse(await response.json());
  if (errors?.[0]) throw new Error(errors[0].message);
  return data;
}
