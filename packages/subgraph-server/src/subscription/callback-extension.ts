import { HttpRefusal } from "@threefold/graphql-http";
import { z } from "zod";

/** How a router asks for a subscription's events by HTTP requests to itself. */
export interface CallbackTarget {
  readonly url: URL;
  /** The router's name for the subscription. */
  readonly id: string;
  /** What the router knows its own callbacks by. */
  readonly verifier: string;
  /** Milliseconds between signs of life; 0 for none. */
  readonly heartbeatMs: number;
}

const schema = z.object({
  callbackUrl: z.url({ protocol: /^https?$/ }),
  subscriptionId: z.string().min(1).max(200),
  verifier: z.string().min(1).max(1_000),
  heartbeatIntervalMs: z.int().min(0).max(3_600_000).default(5_000),
});

/**
 * Reads `extensions.subscription` of a request (https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/callback-protocol).
 * @param origins whom events may be sent to: an address that a request brings along is sent to nobody else
 * @throws HttpRefusal
 */
export function readCallback(extension: unknown, origins: readonly string[]): CallbackTarget {
  const { success, data, error } = schema.safeParse(extension);
  if (!success) {
    const problems = error.issues.map(({ path, message }) => `${["subscription", ...path].join(".")}: ${message}`);
    throw new HttpRefusal(400, "BAD_REQUEST", `The callback cannot be read: ${problems.join("; ")}.`);
  }
  const url = new URL(data.callbackUrl);
  if (!origins.includes(url.origin)) {
    throw new HttpRefusal(403, "FORBIDDEN", `Events are not sent to ${url.origin}: it is not in CALLBACK_ORIGINS.`);
  }
  return { url, id: data.subscriptionId, verifier: data.verifier, heartbeatMs: data.heartbeatIntervalMs };
}
