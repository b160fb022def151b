import { etagOf } from "@threefold/http-server";
import type { FastifyReply } from "fastify";
import type { TSchema } from "typebox";
import { HttpProblem } from "./problems.ts";
import { referenceTo } from "./schemas.ts";

const TAG = /^(?:\*|(?:W\/)?"[\x21\x23-\x7e]*"(?: *, *(?:W\/)?"[\x21\x23-\x7e]*")*)$/;

/**
 * Holds what a thing is now, as its GET answers, against the tags that the client knows (RFC 9110, section 13.1.1: by strong
 * comparison). Called inside the transaction that writes, with the row locked, it lets one of two writers through.
 * @throws HttpProblem precondition-failed when it is something else
 */
export type Precondition = (now: object) => void;

/**
 * A request's `If-Match`; undefined without one.
 * @param held what a GET of the thing answers; undefined where nothing is held against a tag
 * @throws HttpProblem malformed-request for what is no entity tag; precondition-failed where nothing is held
 */
export function preconditionOf(reply: FastifyReply, held: TSchema | undefined): Precondition | undefined {
  const given = reply.request.headers["if-match"];
  if (given === undefined) return undefined;
  if (!TAG.test(given)) throw refused("malformed-request", "If-Match holds no entity tags.");
  if (!held) {
    throw refused("precondition-failed", "Nothing here has an entity tag that a write could be held against.");
  }
  const serialize = reply.compileSerializationSchema(referenceTo(held));
  const known = given.split(",").map((tag) => tag.trim());
  return (now) => {
    if (given === "*" || known.includes(etagOf(serialize({ ...now }), undefined))) return;
    throw refused("precondition-failed", "It has changed since: read it again.");
  };
}

const refused = (type: "malformed-request" | "precondition-failed", detail: string) =>
  new HttpProblem(type, detail, { errors: [{ header: "If-Match", detail }] });
