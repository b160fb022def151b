import type { FastifyReply } from "fastify";
import { addVary } from "./representation.ts";

/** Who may keep an answer, and for how many seconds. */
export type CachePolicy =
  | { readonly for: "everybody"; readonly maxAge: number }
  /** Kept by the client alone, which asks each time whether it has changed. */
  | { readonly for: "whoever asks" }
  | { readonly for: "nobody" };

export const publicFor = (maxAge: number): CachePolicy => ({ for: "everybody", maxAge });
export const PERSONAL: CachePolicy = { for: "whoever asks" };
export const SECRET: CachePolicy = { for: "nobody" };

/** Says so, and that an answer for whoever asks differs by who that is. */
export function setCacheControl(reply: FastifyReply, policy: CachePolicy): void {
  if (policy.for === "everybody") {
    reply.header("cache-control", `public, max-age=${policy.maxAge}`);
    return;
  }
  reply.header("cache-control", policy.for === "nobody" ? "no-store" : "private, no-cache");
  for (const name of ["authorization", "x-api-key"]) addVary(reply, name);
}
