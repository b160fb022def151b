import type { FastifyInstance, FastifyReply } from "fastify";
import { CALLBACK_PATH, type CallbackAddresses } from "../subscription/upstream/callback-addresses.ts";
import { sendProblem } from "./errors.ts";

const REFUSALS = {
  malformed: { status: 400, title: "This is no callback of this subscription" },
  forged: { status: 401, title: "The verifier is not of this subscription" },
};

/**
 * Takes the events that subgraphs send by HTTP callback. Nothing is read of what is sent to an address that was not given out.
 * @param maxBodyBytes bytes that one event may have
 */
export function addCallbacks(app: FastifyInstance, addresses: CallbackAddresses, maxBodyBytes: number): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => done(null, body));
    scope.post<{ Params: { id: string }; Body: unknown }>(
      `${CALLBACK_PATH}/:id`,
      {
        bodyLimit: maxBodyBytes,
        onRequest(request, reply, done) {
          if (addresses.find(request.params.id) !== undefined) return done();
          unknown(reply);
        },
      },
      (request, reply) => {
        const take = addresses.find(request.params.id);
        // It may have ended while the body came.
        if (take === undefined) return unknown(reply);
        const receipt = take(String(request.body));
        if (receipt !== "taken") {
          const { status, title } = REFUSALS[receipt];
          return sendProblem(reply, status, title);
        }
        reply.code(204).header("subscription-protocol", "callback/1.0").send();
      },
    );
  });
}

const unknown = (reply: FastifyReply) => sendProblem(reply, 404, "There is no such subscription");
