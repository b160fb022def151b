import type { z } from "zod";
import { IDENTITY_HEADER } from "./credential.ts";

/** Something that an edge asks in its own name, of the service where people sign in. */
export interface EdgeEndpoint {
  readonly url: URL;
  /** A service token of the edge's own for that service, anew for each call: see `createServiceSigner`. */
  readonly sign: () => Promise<string>;
  /** How long an answer may take; 2,000 ms unless given. */
  readonly timeoutMs?: number;
}

/**
 * Asks, and gives the answer when it is as expected. A body makes it a POST.
 * @throws Error in one line, naming the address, when there is no answer in time or another than expected
 */
export async function callFromEdge<Answer>(
  { url, sign, timeoutMs = 2_000 }: EdgeEndpoint,
  answer: z.ZodType<Answer>,
  { body, signal }: { body?: object; signal?: AbortSignal } = {},
): Promise<Answer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const place = `${url.origin}${url.pathname}`;
  const response = await fetch(url, {
    headers: { [IDENTITY_HEADER]: await sign(), ...(body && { "content-type": "application/json" }) },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
    redirect: "error",
    signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
  }).catch((cause) => {
    throw new Error(`no answer from ${place}`, { cause });
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${place} answered ${response.status}`);
  const parsed = answer.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(`${place} answered something else than expected`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
