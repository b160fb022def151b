import { Readable } from "node:stream";
import { acceptedCoding, type Coding, codingFor, encode, encodeParts, etagOf, isKnown } from "@threefold/http-server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { NDJSON } from "./stream.ts";

/**
 * Makes of each answer of text a representation that can be kept: an entity tag that differs by content coding, `304`
 * when the client has it, and the coding that the client asked for.
 * @param options.coded whether answers are encoded (zstd, br, gzip). A service leaves that to the edge before it.
 */
export function addRepresentations(app: FastifyInstance, { coded }: { coded: boolean }): void {
  app.addHook("onSend", async (request, reply, payload) => {
    if (coded) addVary(reply, "accept-encoding");
    if (reply.getHeader("content-encoding") !== undefined) return payload;
    if (coded && payload instanceof Readable && isLines(reply)) return encodedLines(request, reply, payload);
    if (typeof payload !== "string") return payload;
    const coding = coded ? codingFor(request.headers["accept-encoding"], payload) : undefined;
    if (isRead(request) && reply.statusCode === 200) {
      const etag = etagOf(payload, coding);
      reply.header("etag", etag);
      if (isKnown(etag, request.headers["if-none-match"])) return notModified(reply);
    }
    return coding === undefined ? payload : encoded(reply, payload, coding);
  });
}

/** `304`, with the headers that belong to it (RFC 9110, section 15.4.5) and no others. */
export function notModified(reply: FastifyReply): null {
  reply.code(304).removeHeader("content-type").removeHeader("content-length").removeHeader("link");
  return null;
}

async function encoded(reply: FastifyReply, payload: string, coding: Coding): Promise<Buffer> {
  reply.header("content-encoding", coding).removeHeader("content-length");
  return encode(payload, coding);
}

const isLines = (reply: FastifyReply) => String(reply.getHeader("content-type")).startsWith(NDJSON);

/** Line by line, so that none waits for the next. */
function encodedLines(request: FastifyRequest, reply: FastifyReply, lines: Readable): Readable {
  const coding = acceptedCoding(request.headers["accept-encoding"]);
  if (coding === undefined) return lines;
  reply.header("content-encoding", coding);
  return Readable.from(encodeParts(lines, coding));
}

/** Names a header that answers depend on, beside those that are named already. */
export function addVary(reply: FastifyReply, name: string): void {
  const names = String(reply.getHeader("vary") ?? "")
    .split(", ")
    .filter((each) => each !== "");
  if (!names.includes(name)) reply.header("vary", [...names, name].join(", "));
}

const isRead = ({ method }: FastifyRequest) => method === "GET" || method === "HEAD";
