import type { FastifyReply, FastifyRequest } from "fastify";
import { etagOf } from "./etag.ts";

/**
 * Sends a file's text whole, or the part of it that was asked for (RFC 9110, section 14): one range of bytes, and only of
 * what the client has a part of already (`If-Range`). The headers that say what it is are set before.
 */
export function sendRanged(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply {
  const bytes = Buffer.from(text);
  const etag = etagOf(text, undefined);
  reply.headers({ "accept-ranges": "bytes", etag });
  const { range, "if-range": ifRange } = request.headers;
  if (range === undefined || (ifRange !== undefined && ifRange !== etag)) return reply.send(bytes);
  const wanted = rangeOf(range, bytes.length);
  if (wanted === undefined) return reply.send(bytes);
  if (wanted === "unsatisfiable") {
    return reply.code(416).header("content-range", `bytes */${bytes.length}`).send(Buffer.alloc(0));
  }
  const { from, to } = wanted;
  return reply
    .code(206)
    .header("content-range", `bytes ${from}-${to}/${bytes.length}`)
    .send(bytes.subarray(from, to + 1));
}

/** Undefined for what is no single range of bytes: then a server may send everything (section 14.2). */
function rangeOf(header: string, length: number): { from: number; to: number } | "unsatisfiable" | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim());
  const [, first = "", last = ""] = match ?? [];
  if (!match || (first === "" && last === "")) return undefined;
  const from = first === "" ? Math.max(0, length - Number(last)) : Number(first);
  const to = first === "" || last === "" ? length - 1 : Math.min(Number(last), length - 1);
  if (first !== "" && last !== "" && Number(last) < from) return undefined;
  return from > to ? "unsatisfiable" : { from, to };
}
