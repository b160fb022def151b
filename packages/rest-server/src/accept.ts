import type { FastifyInstance } from "fastify";
import Negotiator from "negotiator";
import { HttpProblem } from "./problems.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The media types that a route answers in, the preferred one first; JSON unless given. */
    produces?: readonly string[];
    /** Decides instead, where a media type has rules of its own. */
    accepts?: (accept: string) => boolean;
  }
}

const JSON_TYPE = ["application/json"] as const;

/** Refuses, with 406, a request that accepts none of the media types that its route answers in (RFC 9110, section 12.5.1). */
export function negotiateMediaTypes(app: FastifyInstance): void {
  app.addHook("onRequest", async ({ headers: { accept }, routeOptions }) => {
    if (accept === undefined || accept === "*/*") return;
    const { accepts } = routeOptions.config;
    if (accepts) {
      if (!accepts(accept)) throw new HttpProblem("not-acceptable", "Accept has nothing that is answered in here.");
      return;
    }
    const offered = routeOptions.config.produces ?? JSON_TYPE;
    if (preferred(accept, offered) === undefined) {
      throw new HttpProblem("not-acceptable", `Answers here are ${offered.join(" or ")}.`);
    }
  });
}

/** Which of some media types a client likes best; the first of those that it likes alike, undefined when it takes none. */
export const preferred = (accept: string | undefined, offered: readonly string[]): string | undefined =>
  new Negotiator({ headers: accept === undefined ? {} : { accept } }).mediaType([...offered]);
