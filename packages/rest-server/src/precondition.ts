import { etagOf } from "@threefold/http-server";
import type { FastifyReply } from "fastify";
import type { TSchema } from "typebox";
import { HttpProblem } from "./problems.ts";
import { referenceTo } from "./schemas.ts";

const TAG = /^(?:\*|(?:W\/)?"[\x21\x23-\x7e]*"(?: *, *(?:W\/)?"[\x21\x23-\x7e]*")*)$/;

/**
 * Holds `If-Match` against what the thing is now (RFC 9110, section 13.1.1: by strong comparison).
 * @throws HttpProblem precondition-failed when it is something else; malformed-request for what is no entity tag
 */
export async function checkPrecondition(
  reply: FastifyReply,
  current: { readonly read: () => Promise<object | null>; readonly schema: TSchema } | undefined,
): Promise<void> {
  const given = reply.request.headers["if-match"];
  if (given === undefined) return;
  if (!TAG.test(given)) throw refused("malformed-request", "If-Match holds no entity tags.");
  if (!current)
    throw refused("precondition-failed", "Nothing here has an entity tag that a write could be held against.");
  const value = await current.read();
  if (value === null) throw refused("precondition-failed", "There is nothing here.");
  if (given === "*") return;
  const serialize = reply.compileSerializationSchema(referenceTo(current.schema));
  const etag = etagOf(serialize({ ...value }), undefined);
  if (!given.split(",").some((tag) => tag.trim() === etag)) {
    throw refused("precondition-failed", "It has changed since: read it again.");
  }
}

const refused = (type: "malformed-request" | "precondition-failed", detail: string) =>
  new HttpProblem(type, detail, { errors: [{ header: "If-Match", detail }] });
