import { pipeline } from "node:stream";
import { acceptedCoding, encoder } from "@threefold/http-server";
import { addVary, notModified } from "@threefold/rest-server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { askingOf } from "../services/asking.ts";
import { failureOf, type ServiceAnswer, type ServiceClient } from "../services/client.ts";
import type { Services } from "../services/services.ts";
import type { ApiDocument } from "./document.ts";
import { answerHeaders, requestHeaders, tagSent } from "./headers.ts";

/**
 * R0 and R1: what the services answer, passed on. The paths and methods are those of the API's document, so that nothing is
 * reached here that is not described; what is coded, kept and tagged is the edge's part.
 */
export function addPassedRoutes(scope: FastifyInstance, { paths }: ApiDocument, services: Services): void {
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const service = operation["x-service"];
      if (service === "rest") continue;
      const content = operation.responses["200"]?.content ?? {};
      scope.route({
        method: method.toUpperCase(),
        url: path.replaceAll(/\{(\w+)\}/g, ":$1"),
        schema: { hide: true },
        exposeHeadRoute: content["application/json"] !== undefined,
        config: { produces: Object.keys(content).length > 0 ? Object.keys(content) : ["application/json"] },
        handler: (request, reply) => pass(services[service], request, reply),
      });
    }
  }
}

async function pass(client: ServiceClient, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const asking = askingOf(request);
  const answer = await client.send(
    {
      // HEAD as GET, so that its headers are those of the body that this edge would send.
      method: request.method === "HEAD" ? "GET" : request.method,
      path: request.url,
      headers: requestHeaders(request.headers),
      body: Buffer.isBuffer(request.body) ? request.body : undefined,
    },
    asking,
  );
  const vary = reply.getHeader("vary");
  reply.code(answer.status).headers(answerHeaders(answer.headers));
  if (typeof vary === "string") for (const name of vary.split(", ")) addVary(reply, name);
  const etag = answer.headers.etag;
  if (answer.status === 304 && typeof etag === "string") {
    await answer.body.dump();
    notModified(reply);
    return reply.header("etag", tagSent(request.headers["if-none-match"], etag)).send();
  }
  if (!isJson(answer)) {
    asking.untimed();
    return passStream(answer, request, reply);
  }
  try {
    return reply.serializer(String).send(await answer.body.text());
  } catch (error) {
    throw failureOf(client.name, error, asking);
  }
}

/** JSON is taken whole, to be tagged and coded; all else is passed on as it comes. */
const isJson = ({ headers }: ServiceAnswer): boolean => {
  const type = headers["content-type"];
  return type === undefined || /[/+]json\b/.test(type);
};

/** Coded on the way, where it is text that ends; events are not held back to be coded. */
function passStream({ headers, body }: ServiceAnswer, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const isEvents = headers["content-type"]?.startsWith("text/event-stream") === true;
  const coding = isEvents ? undefined : acceptedCoding(request.headers["accept-encoding"]);
  if (coding === undefined) return reply.send(body);
  reply.header("content-encoding", coding);
  const coder = encoder(coding);
  pipeline(body, coder, () => {});
  return reply.send(coder);
}
