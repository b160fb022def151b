import type { FastifyInstance, FastifyReply } from "fastify";
import { onceClosed } from "./once-closed.ts";

const marked = new WeakSet<FastifyReply["raw"]>();

/** Says that a reply is an event stream where its headers do not: they are not Fastify's, or of another form. */
export const markEventStream = (reply: FastifyReply): void => void marked.add(reply.raw);

/** Whether a reply that is about to be sent, or was, is a stream of events, of this process or passed on: it has no end of its own. */
export const isEventStream = (reply: FastifyReply): boolean =>
  marked.has(reply.raw) ||
  (reply.request.method === "GET" && String(reply.getHeader("content-type")).startsWith("text/event-stream"));

/** Ends such streams when the app closes, which would wait for them. Their clients come back, to another process or to this one when it is there again. */
export function endEventStreams(app: FastifyInstance): void {
  const open = new Set<FastifyReply["raw"]>();
  let ending = false;
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (isEventStream(reply)) {
      const { raw } = reply;
      open.add(raw);
      onceClosed(reply, () => open.delete(raw));
      // One that begins now has its headers sent first.
      if (ending) setImmediate(() => raw.end());
    }
    done();
  });
  app.addHook("preClose", async () => {
    ending = true;
    for (const response of open) response.end();
  });
}
