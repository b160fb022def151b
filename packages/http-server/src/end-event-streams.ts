import type { FastifyInstance, FastifyReply } from "fastify";

/**
 * Ends streams of server-sent events when the app closes, those that it passes on as well: they have no end of their own, and the
 * app would wait for them. Their clients come back, to another process or to this one when it is there again.
 */
export function endEventStreams(app: FastifyInstance): void {
  const open = new Set<FastifyReply["raw"]>();
  let ending = false;
  app.addHook("onSend", ({ raw: { method } }, reply, _payload, done) => {
    const { raw } = reply;
    if (method === "GET" && String(reply.getHeader("content-type")).startsWith("text/event-stream")) {
      open.add(raw);
      raw.once("close", () => open.delete(raw));
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
