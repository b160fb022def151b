import type { ApolloServerPlugin } from "@apollo/server";
import type { RequestContext } from "../engine.ts";

export interface CacheHint {
  /** Seconds. */
  readonly maxAge: number;
  readonly scope?: "PUBLIC" | "PRIVATE";
}

/**
 * How long a subgraph's answer may be kept, by its Cache-Control header (RFC 9111, section 5.2.2): not at all unless it
 * says so. An answer may be kept as long as the least of its parts.
 */
export function cacheHintOf(header: string | undefined): CacheHint {
  const directives = (header ?? "")
    .toLowerCase()
    .split(",")
    .map((directive) => directive.trim());
  const maxAge = directives.map((directive) => /^max-age=(\d{1,10})$/.exec(directive)?.[1]).find(Boolean);
  const forbidden = directives.includes("no-store") || directives.includes("no-cache");
  const seconds = forbidden || maxAge === undefined ? 0 : Number(maxAge);
  if (directives.includes("private")) return { maxAge: seconds, scope: "PRIVATE" };
  return directives.includes("public") ? { maxAge: seconds, scope: "PUBLIC" } : { maxAge: seconds };
}

/** What somebody in particular was answered is for nobody else, whatever the parts of it said. */
export const privateAnswers: ApolloServerPlugin<RequestContext> = {
  async requestDidStart({ contextValue }) {
    const { caller, forwarded } = contextValue;
    if (caller.anonymous && !("authorization" in forwarded)) return;
    return {
      async willSendResponse({ response }) {
        response.http.headers.set("cache-control", "private, no-store");
      },
    };
  },
};
